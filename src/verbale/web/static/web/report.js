// Comforts of a report's page: cards at the passages, a list that follows the scroll, switches that are remembered,
// citations copied, times in the reader's own zone. Without it everything is still on the page.

const $ = (selector, inside = document) => inside.querySelector(selector);
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const article = $("article");
const margin = $(".margin");
const cardOf = (key) => document.getElementById(`card-${key}`);
const partsOf = (key) => all(`article [data-of="${CSS.escape(key)}"]:not(.who), .card[data-of="${CSS.escape(key)}"]`);
const light = (key, on) => partsOf(key).forEach((part) => part.classList.toggle("on", on));

// --- the card at a passage -------------------------------------------------------

function floatingCards() {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.id = "tip";
  tip.hidden = true;
  article.after(tip);
  let shown = null;
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    if (shown === null) return;
    light(shown, false);
    $(".who[aria-describedby]", article)?.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
    tip.replaceChildren();
  };

  // Below the passage, or above it where there is no room; in the page's own coordinates.
  const place = (part, at) => {
    const room = document.documentElement;
    const frame = tip.offsetParent.getBoundingClientRect();
    const lines = [...part.getClientRects()];
    const left = Math.max(8, Math.min(at ? at.x - 20 : lines[0].left, room.clientWidth - tip.offsetWidth - 8));
    const below = Math.max(...lines.map((line) => line.bottom)) + 6;
    const above = Math.min(...lines.map((line) => line.top)) - tip.offsetHeight - 6;
    const fits = below + tip.offsetHeight <= room.clientHeight || above < 0;
    tip.style.setProperty("left", `${left - frame.left}px`);
    tip.style.setProperty("top", `${(fits ? below : above) - frame.top}px`);
  };

  const show = (part, at) => {
    clearTimeout(timer);
    const key = part.dataset.of;
    const card = cardOf(key);
    if (!card?.offsetParent || shown === key) return; // its kind is switched off
    hide();
    shown = key;
    light(key, true);
    const copy = document.createElement("div");
    copy.className = [...card.classList].filter((name) => !["on", "now"].includes(name)).join(" ");
    copy.append(...card.cloneNode(true).childNodes);
    all("details.more", copy).forEach((more) => { more.open = true; });
    tip.replaceChildren(copy);
    tip.hidden = false;
    $(`.who[data-of="${CSS.escape(key)}"]`, article)?.setAttribute("aria-describedby", "tip");
    place(part.matches(".who") ? part.parentElement : part, at);
  };

  const later = () => { clearTimeout(timer); timer = setTimeout(hide, 250); };
  const within = (node) => node instanceof Element && node.closest("[data-of], .tip");
  article.addEventListener("mouseover", (event) => {
    const part = event.target.closest("[data-of]");
    if (!part) return;
    // On the way to a card that is shown, other passages may lie.
    clearTimeout(timer);
    timer = setTimeout(() => show(part, { x: event.clientX }), shown === null ? 60 : 180);
  });
  article.addEventListener("mouseout", (event) => { if (!within(event.relatedTarget)) later(); });
  tip.addEventListener("mouseenter", () => clearTimeout(timer));
  tip.addEventListener("mouseleave", later);
  article.addEventListener("focusin", (event) => { const name = event.target.closest(".who"); if (name) show(name); });
  article.addEventListener("focusout", (event) => { if (!within(event.relatedTarget)) later(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  // A tap shows the card where the finger is; the list is far below on a phone. Enter still goes there.
  article.addEventListener("click", (event) => {
    const name = event.target.closest(".who");
    if (name && event.detail > 0) { event.preventDefault(); show(name); }
  });
  margin?.addEventListener("mouseover", (event) => { const card = event.target.closest(".card"); if (card) light(card.dataset.of, true); });
  margin?.addEventListener("mouseout", (event) => { const card = event.target.closest(".card"); if (card && !card.contains(event.relatedTarget)) light(card.dataset.of, false); });
}

// --- the list follows the scroll ----------------------------------------------------

function followingList() {
  const first = new Map(all(".statement[id]", article).map((part) => [part, cardOf(part.id)]).filter(([, card]) => card));
  let now = null;
  let waiting = false;

  const follow = () => {
    waiting = false;
    const line = innerHeight / 3;
    let found = null;
    for (const [part, card] of first) {
      if (part.getBoundingClientRect().top > line) break;
      if (card.offsetParent) found = card;
    }
    if (found === now) return;
    now?.classList.remove("now");
    found?.classList.add("now");
    now = found;
    const scrolls = margin.scrollHeight > margin.clientHeight + 1;
    if (found && scrolls && !margin.matches(":hover, :focus-within")) {
      const away = found.getBoundingClientRect().top - margin.getBoundingClientRect().top;
      margin.scrollTo({ top: margin.scrollTop + away - margin.clientHeight / 3 });
    }
  };

  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, { passive: true });
}

// --- switches, citations, times, offsets -----------------------------------------------

function rememberedSwitches() {
  const name = "verbale.marks-off";
  let off = [];
  try { off = JSON.parse(localStorage.getItem(name) || "[]"); } catch { /* no storage, or not ours */ }
  const boxes = all(".switches input");
  boxes.forEach((box) => { if (Array.isArray(off) && off.includes(box.id)) box.checked = false; });
  $(".switches")?.addEventListener("change", () => {
    const kept = boxes.filter((box) => !box.checked).map((box) => box.id);
    try { localStorage.setItem(name, JSON.stringify(kept)); } catch { /* private window */ }
  });
}

function copiedCitations() {
  if (!navigator.clipboard) return;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    try {
      await navigator.clipboard.writeText($("textarea", button.closest(".cite")).value);
      $(".copied", button.parentElement).textContent = button.dataset.done;
    } catch { $("textarea", button.closest(".cite")).select(); }
  });
  all("button.copy").forEach((button) => { button.hidden = false; });
}

function localTimes() {
  const shown = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  all("time[data-local]").forEach((time) => {
    const zoned = /T.*(Z|[+-]\d\d:?\d\d)$/.test(time.dateTime);
    const moment = new Date(time.dateTime);
    if (!zoned || Number.isNaN(moment.valueOf())) return;
    const local = document.createElement("span");
    local.textContent = ` · ${shown.format(moment)} ${time.dataset.local}`;
    time.after(local);
  });
}

function litTarget() {
  let lit = null;
  const update = () => {
    if (lit) light(lit, false);
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    lit = target?.matches("article .statement") ? target.id : null;
    if (lit) light(lit, true);
  };
  addEventListener("hashchange", update);
  update();
}

rememberedSwitches();
copiedCitations();
localTimes();
if (article && margin) {
  floatingCards();
  followingList();
  litTarget();
}
