// Comforts of the review page: keys, and corrections by selecting text. Everything works by buttons without it.

const passage = document.querySelector(".passage");
const form = document.querySelector("#decision");
const keys = document.querySelector("#keys");
const correction = document.querySelector("#correction");
const TAKEN = ["content", "source", "cue"]; // by the keys 1, 2, 3

/** The offset of a point in the report's text, in code points; null outside of the passage. */
function offsetOf(node, offset) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const paragraph = element.closest("[data-start]");
  if (!paragraph || !passage.contains(paragraph)) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return Number(paragraph.dataset.start) + [...before.toString()].length;
}

/** The selection in the passage: its words, and the code points "start-end"; null where there is none. */
function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(passage)) return null;
  // Three clicks on the last paragraph select up to whatever follows it.
  if (!passage.contains(range.startContainer)) range.setStart(passage.firstElementChild, 0);
  if (!passage.contains(range.endContainer)) range.setEnd(passage.lastElementChild, passage.lastElementChild.childNodes.length);
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  const words = range.toString().replace(/\s+/gu, " ").trim();
  return start === null || end === null || start >= end || !words ? null : { words, place: `${start}-${end}` };
}

/** Put the selection into a field; with Shift as a further part of what was said. */
function take(name, further) {
  const found = selected();
  const field = form.elements[name];
  const places = form.elements[`${name}_at`];
  if (!found || !field || !places) return;
  const joined = further && name === "content" && places.value;
  field.value = joined ? `${field.value} […] ${found.words}` : found.words;
  places.value = joined ? `${places.value},${found.place}` : found.place;
  correction.open = true;
}

function press(key, shift) {
  if (key === "ArrowRight") key = "n";
  if (key === "?") return keys.showModal();
  if (key === "c") {
    correction.open = true;
    return correction.querySelector("select, input, textarea").focus();
  }
  const number = TAKEN[Number(key) - 1];
  if (number) return take(number, shift);
  return document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.click();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && typing) return typing.blur();
  if (typing || keys.open || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const digit = /^Digit([1-3])$/u.exec(event.code); // Shift turns the key's character into another
  const key = digit ? digit[1] : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!["a", "c", "r", "n", "?", "1", "2", "3", "ArrowRight"].includes(key)) return;
  event.preventDefault();
  press(key, event.shiftKey);
});

for (const button of document.querySelectorAll("[data-take]")) {
  button.parentElement.hidden = false;
  // Before the press takes the selection away.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", (event) => take(button.dataset.take, event.shiftKey));
}
for (const name of TAKEN) {
  // What is typed by hand is looked for as a quotation.
  form.elements[name]?.addEventListener("input", () => { form.elements[`${name}_at`].value = ""; });
}
for (const hint of document.querySelectorAll(".keys-hint")) {
  hint.hidden = false;
  hint.querySelector("button").addEventListener("click", () => keys.showModal());
}
