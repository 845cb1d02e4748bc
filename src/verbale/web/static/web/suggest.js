// Names of actors for what is being typed: options for the list of the form. Without scripts the fields are plain.
const WAIT = 200; // milliseconds after the last key
const names = document.getElementById("names");
let timer, asked = "";

async function suggest(typed) {
  if (typed.length < 2 || typed === asked) return;
  asked = typed;
  const response = await fetch(`/actors/suggested?name=${encodeURIComponent(typed)}`);
  if (!response.ok || typed !== asked) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  names.replaceChildren(...[...page.querySelectorAll("option")].map((option) => new Option("", option.value)));
}

for (const field of document.querySelectorAll("[data-suggest]")) {
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => suggest(field.value.trim()), WAIT);
  });
}
