// Names known to the record that are like what is typed, for each field with such a list (`data-from`: where they come from).
const WAIT = 200; // milliseconds after the last key
let timer;

/** Fill the list of `field` with names like what is typed. */
async function suggest(field) {
  const list = field.list;
  const words = field.value.trim();
  if (words.length < 2 || [...list.options].some((option) => option.value === words)) return;
  const answer = await fetch(`${list.dataset.from}?name=${encodeURIComponent(words)}`);
  if (answer.ok && field.value.trim() === words) list.innerHTML = await answer.text();
}

for (const list of document.querySelectorAll("datalist[data-from]")) {
  for (const field of document.querySelectorAll(`[list="${CSS.escape(list.id)}"]`)) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => suggest(field), WAIT);
    });
  }
}
