"""The vocabulary at work: whole labels recognised, and the named things of a sentence found.

A label is a concept only as a whole (核心偿付能力溢额 is no 偿付能力), and a name in a sentence counts only where it is
not the beginning or the end of a longer word (净资产收益率 holds no 净资产).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from compliance_check.extract import labels
from compliance_check.extract.dimensions import MEMBERS, MODIFIERS, OTHER_TIMES, member_of
from compliance_check.model import Concept

_HALF_WIDTH = str.maketrans(
    {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    | {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
)
"""Full-width forms and capitals to half-width small letters, one to one."""

_LONGER = re.compile(
    r"(?:同比|环比|年均|复合|平均|年化|[^\W\d_，。、及和与或为是达的较比占实超在同共])?"
    r"(?:[^\W\d_及和与或为是达的较比占实超在同共]{0,2}率|增长[额幅量]|增[速幅量]|增加额|增减|变动|变化|差额|差异|缺口|占比|比例|比重|倍数|系数|指数|"
    r"弹性|结构|构成|质量|管理|制度|办法|规则|准则|规划|政策|限额|上限|下限|预算|计划|目标|测试|评估|提转差|"
    r"的?(?:监管|最低|法定|达标|内部)?(?:要求|标准|底线|红线|警戒线|预警线|门槛|阈值|容忍度))"
)
"""What follows a name and makes it another: its rates and changes, what the law demands of it, talk about it."""

_COMPOUND = re.compile(
    r"(?:非|未|应收|应付|应计|预收|预付|摊回|分出|分入|每股|每|超额|次级|递延|潜在|独立账户|原保险合同|"
    r"监管(?:部门|机构)?(?:要求|规定)的?|(?:规定|要求|标准|法定|目标)的|达标)$"
)
"""What precedes a name and makes it another."""

_COUNTING = re.compile(r"(?:数|量|次|数量|规模|得分|评分|结果|scores?|number.*)$")
_PREDICATE = re.compile(
    r"$|[\d:(]|[一二两三四五六七八九十百千]|总|共(?![建治享有同商赢])|累计|合计|已|约|近|超|突破|达|为(?!中心|核心|主|本|导向)|"
    r"有(?!限|效|权)|仅|逾|不足|高达|增|减|较|同比|环比|均|分别|是|人|数(?![据字智])|规模|实现|下降|上升|金额|笔|件|"
    r"(?:to|was|were|is|are|of|reached|exceeded|total)"
)
"""What may follow a bare noun (会员, 关联交易) that stands for its number."""

_JOINER = "、和及与或/"
_REACH = 4
"""The longest word that shares the end of another name across a joiner: 核心、综合偿付能力充足率."""


class Recognised(NamedTuple):
    """A concept with the printed words around its name that make it a part or another thing ("人均", "工程险")."""

    concept: Concept
    modifiers: tuple[str, ...] = ()


class Mention(NamedTuple):
    """A named thing at text[start:end], its modifiers included."""

    start: int
    end: int
    concept: Concept
    modifiers: tuple[str, ...] = ()


class Matcher:
    """Recognises the concepts of one vocabulary. Immutable once built."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(concepts)
        self._by_id = {concept.id: concept for concept in self.concepts}
        self._by_key: dict[str, Concept] = {}
        spellings: dict[str, Concept] = {}
        for concept in self.concepts:
            for name in (concept.label.zh, concept.label.en, *concept.aliases):
                self._by_key.setdefault(labels.key(name), concept)
                spellings.setdefault("".join(name.translate(_HALF_WIDTH).split()), concept)
        self._buckets = _bucketed(spellings)
        self._keys = _bucketed(self._by_key)
        words = (*MODIFIERS, *(word for group in MEMBERS.values() for known in group.values() for word in known))
        self._modifiers = _longest_first(words)
        self._label_modifiers = _longest_first((*words, *OTHER_TIMES, "累计"))

    def match(self, label: str) -> Concept | None:
        """The concept that `label` names as a whole; None for an unknown label and for one narrowed by other words."""
        found = self.recognise(label)
        return found.concept if found and not found.modifiers else None

    def recognise(self, label: str, number: str = "") -> Recognised | None:
        """The concept of a label, with the words that narrow it.

        number: the row number printed in a column of its own; it decides between rows that bear the same words.
        """
        text = labels.normal(label)
        if number and (numbered := self._by_key.get(labels.key(f"{number} {label}"))):
            return Recognised(numbered)
        if not self._holds_a_name(text):
            return None
        for stripped in _peeled(text):
            if whole := self._by_key.get(labels.key(stripped)):
                return Recognised(whole)
            if found := self._bracketed(stripped):
                return found
        return None

    def _holds_a_name(self, label: str) -> bool:
        """Whether any name stands in a label at all: most labels of a long document are names of nothing known."""
        return any(
            text.startswith(name, place)
            for text in dict.fromkeys((labels.key(label), labels.key(labels.split_brackets(label)[0])))
            for place in range(len(text) - 1)
            for name, _ in self._keys.get(text[place : place + 2], ())
        )

    def narrow(self, concept: Concept, dimension: str, member: str) -> Concept | None:
        """The entry for one member of a concept (original_premium_income, line, health), None where there is none."""
        entry = self._by_id.get(f"{concept.id}_{member}")
        return entry if entry and entry.dimensions.get(dimension) == member else None

    def find(self, text: str) -> list[Mention]:
        """Every named thing in running text, the longest name at each place, in order."""
        folded, places = _folded(text)
        found: list[Mention] = []
        position = taken = 0
        while position < len(folded) - 1:
            spelling, concept = self._at(folded, position)
            if concept is None or not _whole_word(text, places, position, position + len(spelling)):
                position += 1
                continue
            end = position + len(spelling)
            if _stands_alone(folded, position, end, spelling, concept):
                found += self._shared_ending(folded, places, position, spelling, concept, found)
                found.append(self._mention(folded, places, (taken, position, end), concept))
                taken = end
            position = end
        return found

    def _at(self, folded: str, position: int) -> tuple[str, Concept | None]:
        for spelling, concept in self._buckets.get(folded[position : position + 2], ()):
            if folded.startswith(spelling, position):
                return spelling, concept
        return "", None

    def _mention(self, folded: str, places: list[int], span: tuple[int, int, int], concept: Concept) -> Mention:
        """The mention of folded[start:end] with the modifiers before it, none from before `taken`."""
        taken, start, end = span
        modifiers: list[str] = []
        while word := next((w for w in self._modifiers if folded.endswith(w, taken, start)), None):
            start -= len(word)
            modifiers.insert(0, word)
        if folded.endswith("累计", taken, start) and concept.period_type == "instant":
            start -= 2
            modifiers.insert(0, "累计")
        narrowed = self._narrowed(Recognised(concept, tuple(modifiers)))
        return Mention(places[start], places[end - 1] + 1, *narrowed)

    def _shared_ending(
        self, folded: str, places: list[int], start: int, spelling: str, concept: Concept, found: list[Mention]
    ) -> list[Mention]:
        """核心 in 核心、综合偿付能力充足率: a name cut short because the next one ends alike."""
        joint = start - 1
        if joint < 1 or folded[joint] not in _JOINER or (found and found[-1].end > places[joint - 1]):
            return []
        for length in range(min(_REACH, joint), 0, -1):
            word = folded[joint - length : joint]
            for cut in range(1, len(spelling) - 1):
                other = self._by_key.get(labels.key(word + spelling[cut:]))
                if other is not None and other is not concept:
                    return [Mention(places[joint - length], places[joint - 1] + 1, other)]
        return []

    def _bracketed(self, text: str) -> Recognised | None:
        outside, inside = labels.split_brackets(text)
        found = self._affixed(outside)
        if found is None:
            return None
        modifiers = list(found.modifiers)
        for words in inside:
            if self._by_key.get(labels.key(words)) is found.concept:
                continue
            if words not in self._label_modifiers and member_of(words) is None:
                return None
            modifiers.append(words)
        return self._narrowed(Recognised(found.concept, tuple(modifiers)))

    def _affixed(self, text: str) -> Recognised | None:
        """The concept of a label once plain words are taken off either end; narrowing words are kept apart."""
        modifiers: list[str] = []
        left = text
        for _ in range(8):
            if concept := self._named(left):
                return self._narrowed(Recognised(concept, tuple(modifiers)))
            shorter, word = self._one_less(left)
            if shorter == left:
                return None
            left = shorter
            modifiers += [word] if word else []
        return None

    def _named(self, text: str) -> Concept | None:
        if concept := self._by_key.get(labels.key(text)):
            return concept
        shorter = labels.MONEY_SUFFIX.sub("", text)
        concept = self._by_key.get(labels.key(shorter)) if shorter != text else None
        return concept if concept and concept.measure == "money" else None

    def _one_less(self, text: str) -> tuple[str, str]:
        """The text without one affix, and the affix if it narrows the meaning."""
        for word in self._label_modifiers:
            rest = text.removeprefix(word).lstrip(" 的-:/")
            if rest != text.lstrip(" 的-:/") and rest:
                return rest, word
            head = text.removesuffix(word)
            if head != text and head[-1:] in ("-", "—", ":", "/", " ") and head.strip(" -—:/"):
                return head.rstrip(" -—:/"), word
        for pattern in (labels.PLAIN_PREFIX, labels.PLAIN_SUFFIX):
            rest = pattern.sub("", text)
            if rest and rest != text:
                return rest, ""
        return text, ""

    def _narrowed(self, found: Recognised) -> Recognised:
        """The same with each modifier that has an entry of its own made part of the concept."""
        concept, left = found.concept, []
        for word in found.modifiers:
            member = member_of(word)
            entry = self.narrow(concept, *member) if member else None
            if entry is None:
                left.append(word)
            else:
                concept = entry
        return Recognised(concept, tuple(left))


def _peeled(text: str) -> Iterable[str]:
    """The label, then the label with numbering, tails and both taken off step by step."""
    seen = [text]
    for current in seen:
        for shorter in (labels.without_tail(current), labels.without_numbering(current)):
            if shorter not in seen and len(seen) < 24:
                seen.append(shorter)
    return seen


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in one width and case without spaces, and the place of each of its characters in the original."""
    places = [i for i, c in enumerate(text) if not c.isspace()]
    return "".join(text.translate(_HALF_WIDTH).split()), places


def _bucketed(spellings: dict[str, Concept]) -> dict[str, tuple[tuple[str, Concept], ...]]:
    buckets: dict[str, list[tuple[str, Concept]]] = {}
    for spelling in sorted(spellings, key=len, reverse=True):
        # A row number in front of a name is the table reader's business; in prose 2.1 is a heading.
        if len(spelling) > 1 and not (spelling[0].isdigit() and spelling[1] in ".*"):
            buckets.setdefault(spelling[:2], []).append((spelling, spellings[spelling]))
    return {start: tuple(entries) for start, entries in buckets.items()}


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({"".join(word.split()) for word in words}, key=lambda word: (-len(word), word)))


def _whole_word(text: str, places: list[int], start: int, end: int) -> bool:
    """Whether Latin letters at either end of a name begin and end a word there."""
    first, last = places[start], places[end - 1]
    before = text[first - 1 : first] if first else ""
    after = text[last + 1 : last + 2]
    inside_before = _latin(before) and _latin(text[first])
    inside_after = _latin(after) and _latin(text[last])
    return not (inside_before or inside_after)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _stands_alone(folded: str, start: int, end: int, spelling: str, concept: Concept) -> bool:
    """Whether the name at folded[start:end] is not part of a longer word."""
    after = folded[end : end + 12]
    if _LONGER.match(after) or _COMPOUND.search(folded[max(0, start - 10) : start]):
        return False
    bare = len(spelling) <= 2 or (concept.measure == "count" and not _COUNTING.search(spelling))
    return not bare or bool(_PREDICATE.match(after))
