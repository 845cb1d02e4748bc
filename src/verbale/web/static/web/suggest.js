// Names known to the record that begin as what is typed, for each field with such a list.

/** Fill the list of `field` with names that begin as what is typed. */
async function suggest(field) {
  const list = field.list;
  const words = field.value.trim();
  if (words.length < 3 || [...list.options].some((option) => option.value === words)) return;
  const answer = await fetch(`${list.dataset.from}?name=${encodeURIComponent(words)}`);
  if (answer.ok && field.value.trim() === words) list.innerHTML = await answer.text();
}

for (const list of document.querySelectorAll("datalist[data-from]")) {
  document.querySelector(`[list="${CSS.escape(list.id)}"]`).addEventListener("input", (event) => suggest(event.target));
}
