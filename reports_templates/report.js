(() => {
  "use strict";
  const root = document.documentElement;
  const one = (selector, base = document) => base.querySelector(selector);
  const all = (selector, base = document) => [...base.querySelectorAll(selector)];
  const language = () => root.dataset.language;
  const say = (zh, en) => (language() === "zh" ? zh : en);
  const findings = all(".finding");
  const form = one("#filters");
  let report = null;
  let selected = findings[0] || null;

  const data = () => report || (report = JSON.parse(one("#report-json").textContent));
  // Direction and control characters of the document would rearrange what stands beside them.
  const visible = (text) =>
    String(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
      (c) => "\u27e8U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "\u27e9");

  /* ---- state in the address: #<finding>?severity=…&family=…&q=…&lang=…&view=… ---- */
  const parse = () => {
    const [id, query = ""] = decodeURIComponent(location.hash.slice(1)).split("?");
    return { id, query: new URLSearchParams(query) };
  };
  const write = () => {
    const query = new URLSearchParams();
    if (form) {
      const boxes = all("[name=severity]", form);
      const on = boxes.filter((box) => box.checked).map((box) => box.value);
      if (on.length < boxes.length) query.set("severity", on.join(","));
      for (const name of ["family", "suite", "section", "q"]) if (form.elements[name].value) query.set(name, form.elements[name].value);
    }
    if (root.classList.contains("coverage")) query.set("view", "coverage");
    if (language() !== root.dataset.first) query.set("lang", language());
    const text = query.toString();
    const id = selected && !selected.hidden ? selected.id : "";
    history.replaceState(null, "", "#" + id + (text ? "?" + text : ""));
  };

  /* ---- language, theme, view ---- */
  const translate = (name) => {
    root.dataset.language = name;
    root.lang = name === "zh" ? "zh-CN" : "en";
    one("#l-" + name).checked = true;
    for (const option of all("option[data-zh]")) option.textContent = option.dataset[name];
    count();
  };
  const view = (name) => {
    root.classList.toggle("coverage", name === "coverage");
    one("#v-" + name).checked = true;
  };
  for (const input of all("[name=language]")) input.addEventListener("change", () => { translate(input.value); write(); });
  for (const input of all("[name=view]")) input.addEventListener("change", () => { view(input.value); write(); });
  for (const input of all("[name=theme]")) input.addEventListener("change", () => {
    if (input.value === "auto") delete root.dataset.theme;
    else root.dataset.theme = input.value;
  });

  /* ---- findings: filter, select, keys ---- */
  const shown = () => findings.filter((item) => !item.hidden);
  function count() {
    if (!form) return;
    const n = shown().length;
    one("#shown").textContent = say(`显示 ${n} / ${findings.length}`, `${n} of ${findings.length} shown`);
    one("#none-match").hidden = n > 0;
  }
  const filter = () => {
    if (!form) return;
    const severities = new Set(all("[name=severity]:checked", form).map((box) => box.value));
    const q = form.elements.q.value.trim().toLowerCase();
    for (const item of findings) {
      item.hidden = !severities.has(item.dataset.severity)
        || ["family", "suite", "section"].some((name) => form.elements[name].value && form.elements[name].value !== item.dataset[name])
        || (q !== "" && !item.textContent.toLowerCase().includes(q));
    }
    count();
  };
  const reveal = (target) => {
    const sheet = target && target.closest(".sheet");
    if (!sheet) return;
    // Twice: blocks that have never been on screen get their true heights only when they come near it.
    const once = () => {
      const before = target.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
      sheet.scrollTop += before - sheet.clientHeight / 3;
    };
    once();
    requestAnimationFrame(once);
  };
  /* The element to show for a target: the target, or where it stands in the picture of its page. */
  const shownAt = (target) => {
    if (!target || target.checkVisibility()) return target;
    const box = one(`.picture [data-f="${CSS.escape(target.id)}"]`);
    if (box) return box;
    let block = target.closest(".sheet article > *");
    while (block && !block.classList.contains("picture")) block = block.previousElementSibling;
    return block || target;
  };
  const mark = (item) => {
    all(".sel").forEach((element) => element.classList.remove("sel"));
    if (!item) return;
    const marks = all(".sheet [data-n]").filter((element) => element.dataset.n.split(" ").includes(item.dataset.n));
    marks.forEach((element) => element.classList.add("sel"));
    const link = one(".go", item);
    reveal(marks.find((element) => element.checkVisibility()) || shownAt(link && document.getElementById(link.hash.slice(1))));
  };
  const select = (item, scroll) => {
    selected = item;
    for (const other of findings) other.open = other === item;
    mark(item);
    if (scroll) item.scrollIntoView({ block: "nearest" });
  };
  for (const item of findings) {
    one("summary", item).addEventListener("click", (event) => {
      event.preventDefault();
      if (item.open && selected === item) item.open = false;
      else select(item);
      write();
    });
  }
  const step = (by) => {
    const items = shown();
    if (!items.length) return;
    const at = items.indexOf(selected);
    const next = items[Math.min(Math.max(at + by, 0), items.length - 1)];
    select(next, true);
    one("summary", next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    write();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Enter" && event.target.closest("summary") && selected && selected.open && selected.contains(event.target)) {
      event.preventDefault();
      mark(selected);
      one(".sheet").focus();
    } else if (event.key === "Escape") hideTip();
    else if (event.key === "/" && form) { event.preventDefault(); form.elements.q.focus(); }
  });
  if (form) {
    form.hidden = false;
    form.addEventListener("input", () => { filter(); write(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { filter(); write(); }));
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    const fold = target.closest("details");
    if (fold && !fold.open) fold.open = true;
    if (target.closest(".sheet") && !link.closest("#sections, #figures")) {
      event.preventDefault();
      all(".now").forEach((element) => element.classList.remove("now"));
      target.classList.add("now");
      if (matchMedia("(max-width:1000px)").matches) one("#document").scrollIntoView();
      reveal(shownAt(target));
    }
  });

  /* ---- a figure in full ---- */
  const tip = one("#tip");
  let figures = null;
  const figure = (id) => {
    if (!figures) {
      figures = new Map();
      for (const doc of data().documents) for (const f of doc.figures) figures.set(f.id, f);
    }
    return figures.get(id);
  };
  const group = (text) => text.replace(/^(-?\d+)/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ","));
  const names = { verified: ["相符", "verified"], contradicted: ["矛盾", "contradicted"], unchecked: ["未核对", "unchecked"], pass: ["通过", "pass"], fail: ["不符", "fail"], not_evaluable: ["无法核对", "not evaluable"], not_applicable: ["不适用", "not applicable"], error: ["出错", "error"], exact: ["", ""], about: ["约", "about"], over: ["超", "over"], at_least: ["不低于", "at least"], under: ["不足", "under"], at_most: ["不超过", "at most"], nearly: ["近", "nearly"] };
  const named = (key) => (names[key] ? say(...names[key]) : key);
  const hideTip = () => { tip.hidden = true; };
  const showTip = (element) => {
    const f = figure(element.dataset.f || element.id || decodeURIComponent(element.hash.slice(1)).replace(/^r\./, ""));
    if (!f) return;
    tip.replaceChildren();
    const add = (parent, tag, text) => { const node = document.createElement(tag); node.textContent = visible(text); parent.append(node); return node; };
    add(tip, "b", [f.label, named(f.qualifier), f.raw].filter(Boolean).join(" "));
    const list = add(tip, "dl", "");
    const row = (zh, en, text) => { if (text) { add(list, "dt", say(zh, en)); add(list, "dd", text); } };
    const label = data().labels[f.concept];
    const unit = f.unit === "CNY" ? say("元", "yuan") : f.unit === "percent" ? "%" : f.counter || f.unit;
    row("数值", "Value", group(f.value) + " " + unit);
    row("精度", "Precision", "± " + group(f.half_width));
    row("期间", "Period", f.period && (f.period.start ? f.period.start + " – " : "") + f.period.end);
    row("概念", "Concept", label ? label[language()] : f.concept);
    row("核对", "Standing", named(f.standing) + (f.checked_by.length ? say(`（${f.checked_by.length} 条规则）`, ` (${f.checked_by.length} rules)`) : ""));
    const used = data().results.filter((r) => r.figures.includes(f.id));
    row("规则", "Rules", used.map((r) => r.rule + " " + named(r.outcome)).join("; "));
    row("存疑", "Doubt", f.doubt && f.doubt[language()]);
    tip.hidden = false;
    const box = element.getBoundingClientRect();
    const top = box.bottom + 8 + tip.offsetHeight > innerHeight ? box.top - tip.offsetHeight - 8 : box.bottom + 8;
    tip.style.top = Math.max(top, 8) + "px";
    tip.style.left = Math.max(Math.min(box.left, innerWidth - tip.offsetWidth - 12), 8) + "px";
  };
  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, (event) => { const g = event.target.closest("a.g, [data-f]"); if (g) showTip(g); });
    document.addEventListener(leave, (event) => { if (event.target.closest("a.g, [data-f]")) hideTip(); });
  }

  /* ---- pictures of pages, with a box around every figure ---- */
  const SVG = "http://www.w3.org/2000/svg";
  const box = (svg, bbox, attributes) => {
    const rect = document.createElementNS(SVG, "rect");
    const [x0, y0, x1, y1] = bbox;
    for (const [name, value] of Object.entries({ x: x0 - 1.5, y: y0 - 1, width: x1 - x0 + 3, height: y1 - y0 + 2, rx: 1.5, ...attributes })) if (value !== undefined) rect.setAttribute(name, value);
    svg.append(rect);
  };
  const picture = (doc, image) => {
    const [width, height] = doc.page_sizes[image.page - 1];
    const holder = document.createElement("div");
    holder.className = "picture";
    const img = new Image();
    img.alt = say(`第 ${image.page} 页`, `page ${image.page}`);
    img.width = Math.round(width);
    img.height = Math.round(height);
    img.loading = "lazy";
    img.src = "data:image/png;base64," + image.png;
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("aria-hidden", "true");
    for (const f of doc.figures) {
      const text = f.location.bbox && f.location.page === image.page && document.getElementById(f.id);
      if (text) box(svg, f.location.bbox, { class: f.standing[0], "data-f": f.id, "data-n": text.dataset.n });
    }
    for (const item of findings) {
      const result = failed()[item.dataset.n - 1];
      const own = new Set(result.figures.map((id) => figure(id)).filter(Boolean).map((f) => JSON.stringify(f.location)));
      for (const place of result.locations) {
        if (place.document === doc.id && place.page === image.page && place.bbox && !own.has(JSON.stringify(place))) box(svg, place.bbox, { class: "w", "data-n": item.dataset.n });
      }
    }
    holder.append(img, svg);
    return holder;
  };
  const failed = () => {
    const order = ["error", "warning", "info"];
    const open = data().results.filter((r) => r.outcome === "fail" && !r.waived);
    return open.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  };
  const chooser = one("#pictures");
  if (chooser) {
    all(".sheet article").forEach((article, index) => {
      const doc = data().documents[index];
      for (const image of doc.page_images) {
        const start = one(`.pg[data-page="${image.page}"]`, article);
        if (!start || !doc.page_sizes[image.page - 1]) continue;
        for (let next = start.nextElementSibling; next && !next.classList.contains("pg"); next = next.nextElementSibling) next.classList.add("under-picture");
        start.after(picture(doc, image));
      }
    });
    chooser.hidden = false;
    root.classList.add("pictures");
    chooser.addEventListener("change", () => { root.classList.toggle("pictures", one("#p-pages").checked); if (selected && selected.open) mark(selected); });
  }

  /* ---- copy ---- */
  for (const button of all(".copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = button.dataset[language()];
      try { await navigator.clipboard.writeText(text); } catch {
        const area = document.createElement("textarea");
        area.value = text;
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
      }
      const before = [...button.childNodes];
      button.textContent = say("已复制", "Copied");
      setTimeout(() => button.replaceChildren(...before), 1500);
    });
  }

  /* ---- table of figures: sort, filter, CSV ---- */
  const table = one("#figure-table");
  const body = table.tBodies[0];
  const search = one("#figure-filters");
  search.hidden = false;
  const narrow = () => {
    const standing = search.elements.standing.value;
    const q = search.elements.q.value.trim().toLowerCase();
    for (const row of body.rows) row.hidden = (standing && row.className !== standing) || (q && !row.textContent.toLowerCase().includes(q));
  };
  search.addEventListener("input", narrow);
  search.addEventListener("submit", (event) => event.preventDefault());
  all("thead th", table).forEach((head, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      all("thead th", table).forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = (row) => row.cells[index].textContent.trim();
      const numeric = (text) => parseFloat(text.replace(/,/g, ""));
      const order = head.className === "num" ? (a, b) => numeric(key(a)) - numeric(key(b)) : (a, b) => key(a).localeCompare(key(b), "zh-CN");
      body.append(...[...body.rows].sort((a, b) => (up ? order(a, b) : order(b, a))));
    });
  });
  one("#csv").addEventListener("click", () => {
    // A cell that begins like a formula would run when a spreadsheet opens the file.
    const quote = (value) => '"' + String(value ?? "").replace(/^(?=[=+\-@\t\r])(?!-?\d[\d.,]*%?$)/, "'").replace(/"/g, '""') + '"';
    const head = ["id", "label", "column", "raw", "value", "unit", "half_width", "qualifier", "scenario", "start", "end", "concept", "standing", "checked_by", "page", "line", "quote"];
    const rows = data().documents.flatMap((doc) => doc.figures.map((f) => [f.id, f.label, f.column, f.raw, f.value, f.unit, f.half_width, f.qualifier, f.scenario, f.period && f.period.start, f.period && f.period.end, f.concept, f.standing, f.checked_by.join(" "), f.location.page, f.location.line, f.location.quote]));
    const text = "\ufeff" + [head, ...rows].map((row) => row.map(quote).join(",")).join("\r\n") + "\r\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = "figures.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  /* ---- print: what the page folds, paper shows ---- */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all(".finding:not([open]), [data-print]:not([open]), .remarks:not([open])");
    closed.forEach((element) => { element.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((element) => { element.open = false; }));

  /* ---- start ---- */
  const restore = () => {
    const { id, query } = parse();
    const lang = query.get("lang") || root.dataset.first;
    translate(lang === "en" ? "en" : "zh");
    view(query.get("view") === "coverage" ? "coverage" : "findings");
    if (form) {
      const wanted = query.get("severity");
      for (const box of all("[name=severity]", form)) box.checked = wanted === null || wanted.split(",").includes(box.value);
      for (const name of ["family", "suite", "section", "q"]) form.elements[name].value = query.get(name) || "";
      filter();
    }
    const target = id ? document.getElementById(id) : null;
    if (target && target.classList.contains("finding")) {
      select(target);
      target.scrollIntoView();
    } else if (target) {
      const fold = target.closest("details") || one("details.fold", target);
      if (fold) fold.open = true;
      if (target.closest(".sheet")) reveal(target);
    }
  };
  root.dataset.first = language();
  restore();
  if (selected && selected.open) mark(selected);
  addEventListener("hashchange", restore);
})();
