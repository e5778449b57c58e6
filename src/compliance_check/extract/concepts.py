"""The vocabulary at work: whole labels recognised, and the named things of a sentence found.

A label is a concept only as a whole (核心偿付能力溢额 is no 偿付能力), and a name in a sentence counts only where it is
not the beginning or the end of a longer word (净资产收益率 holds no 净资产).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from compliance_check.extract import labels
from compliance_check.extract.boundaries import HALF_WIDTH, folded_text, is_whole_word, stands_alone
from compliance_check.extract.dimensions import INFIXES, MEMBERS, MODIFIERS, OTHER_TIMES, member_of
from compliance_check.model import Concept

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
        self._members = {(_whole(c), frozenset(c.dimensions.items())): c for c in self.concepts}
        self._by_key: dict[str, Concept] = {}
        spellings: dict[str, Concept] = {}
        for concept in self.concepts:
            for name in (concept.label.zh, concept.label.en, *concept.aliases):
                self._by_key.setdefault(labels.key(name), concept)
                spellings.setdefault("".join(name.translate(HALF_WIDTH).split()), concept)
        self._buckets = _bucketed(spellings)
        self._keys = _bucketed(self._by_key)
        words = (*MODIFIERS, *(word for group in MEMBERS.values() for known in group.values() for word in known))
        self._modifiers = _longest_first(words)
        self._anywhere = _longest_first(word for name in INFIXES for known in MEMBERS[name].values() for word in known)
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
            if found := self._bracketed(stripped) or self._affixed(labels.opened(stripped)):
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
        return self._members.get((_whole(concept), frozenset({**concept.dimensions, dimension: member}.items())))

    def balance(self, concept: Concept) -> Concept:
        """What the concept's label means beside a date: itself, or the balance that bears the same label."""
        return self._by_id.get(concept.balance or concept.id, concept)

    def find(self, text: str) -> list[Mention]:
        """Every named thing in running text, the longest name at each place, in order."""
        folded, places = folded_text(text)
        found: list[Mention] = []
        position = taken = 0
        while position < len(folded) - 1:
            spelling, concept = self._at(folded, position)
            if concept is None or not is_whole_word(text, places, position, position + len(spelling)):
                position += 1
                continue
            end = position + len(spelling)
            if stands_alone(folded, position, end, spelling, concept):
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
            again = self._by_key.get(labels.key(words))
            if again and (found.concept is again or _whole(found.concept) == again.id):
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
        for word in self._anywhere:
            if word in text and text != word:
                return text.replace(word, "", 1).strip(" -—:/"), word
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


def _whole(concept: Concept) -> str:
    """The id of the whole that an entry is a member of: lcr2 for lcr2_mandatory_3_months, its own id for a whole."""
    name = concept.id
    for _ in concept.dimensions:
        name = next((name.removesuffix(f"_{m}") for m in concept.dimensions.values() if name.endswith(f"_{m}")), name)
    return name


def _peeled(text: str) -> Iterable[str]:
    """The label, then the label with numbering, tails and both taken off step by step."""
    seen = [text]
    for current in seen:
        for shorter in (labels.without_tail(current), labels.without_numbering(current)):
            if shorter not in seen and len(seen) < 24:
                seen.append(shorter)
    return seen


def _bucketed(spellings: dict[str, Concept]) -> dict[str, tuple[tuple[str, Concept], ...]]:
    buckets: dict[str, list[tuple[str, Concept]]] = {}
    for spelling in sorted(spellings, key=len, reverse=True):
        # A row number in front of a name is the table reader's business; in prose 2.1 is a heading.
        if len(spelling) > 1 and not (spelling[0].isdigit() and spelling[1] in ".*"):
            buckets.setdefault(spelling[:2], []).append((spelling, spellings[spelling]))
    return {start: tuple(entries) for start, entries in buckets.items()}


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({"".join(word.split()) for word in words}, key=lambda word: (-len(word), word)))
