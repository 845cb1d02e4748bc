"use strict";
// Hovering over a passage, or focusing its label, shows its card beside it and lights up its parts; Escape hides it.
(() => {
  const tip = document.getElementById("tip");
  const parts = (id) => document.querySelectorAll(`article [data-of="${CSS.escape(id)}"], .card[data-of="${CSS.escape(id)}"]`);
  let shown = null;
  let timer = 0;

  const light = (id, on) => parts(id).forEach((part) => part.classList.toggle("on", on && !part.classList.contains("who")));

  const hide = () => {
    clearTimeout(timer);
    if (shown !== null) light(shown, false);
    shown = null;
    tip.hidden = true;
    tip.replaceChildren();
    document.querySelectorAll("[aria-describedby=tip]").forEach((label) => label.removeAttribute("aria-describedby"));
  };

  const show = (part, x) => {
    const id = part.dataset.of;
    const card = document.getElementById(`card-${id}`);
    clearTimeout(timer);
    if (!card || shown === id) return;
    hide();
    shown = id;
    light(id, true);
    const copy = card.cloneNode(true);
    copy.removeAttribute("id");
    copy.classList.remove("on");
    copy.querySelectorAll("a").forEach((link) => link.replaceWith(Object.assign(document.createElement("span"), { className: link.className, textContent: link.textContent })));
    const box = document.createElement("div");
    box.className = copy.className;
    box.append(...copy.childNodes);
    tip.replaceChildren(box);
    tip.hidden = false;
    const label = document.querySelector(`.who[data-of="${CSS.escape(id)}"]`);
    if (label) label.setAttribute("aria-describedby", "tip");
    // Below the line of the passage where the pointer is; above it where there is no room.
    const rects = [...part.getClientRects()];
    const line = rects.find((rect) => x !== undefined && rect.left <= x.x && x.x <= rect.right && rect.top <= x.y && x.y <= rect.bottom) || rects[0];
    const room = document.documentElement;
    const left = Math.max(8, Math.min(x === undefined ? line.left : x.x - 20, room.clientWidth - tip.offsetWidth - 8));
    const below = line.bottom + 8;
    const top = below + tip.offsetHeight > room.clientHeight && line.top > tip.offsetHeight + 8 ? line.top - tip.offsetHeight - 8 : below;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${top + scrollY}px`;
  };

  const article = document.querySelector("article");
  article.addEventListener("mouseover", (event) => {
    const part = event.target.closest("[data-of]");
    if (part) show(part, { x: event.clientX, y: event.clientY });
  });
  const later = () => { clearTimeout(timer); timer = setTimeout(hide, 200); };
  article.addEventListener("mouseout", (event) => { if (!event.relatedTarget || !event.relatedTarget.closest || !event.relatedTarget.closest("[data-of], #tip")) later(); });
  tip.addEventListener("mouseenter", () => clearTimeout(timer));
  tip.addEventListener("mouseleave", later);
  article.addEventListener("focusin", (event) => { const label = event.target.closest(".who"); if (label) show(label); });
  article.addEventListener("focusout", later);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  document.querySelectorAll("aside .card").forEach((card) => {
    card.addEventListener("mouseenter", () => light(card.dataset.of, true));
    card.addEventListener("mouseleave", () => light(card.dataset.of, false));
  });
})();
