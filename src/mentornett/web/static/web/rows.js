// Tables and goals where rows are added and removed, and the number of words written.
// Without this file the same buttons send the form, and the page comes back with a row more or less.

const nextNumber = (list) => {
  const numbers = [...list.querySelectorAll("[data-row]")].map((row) => Number(row.dataset.row.slice(1)));
  return Math.max(0, ...numbers.filter(Number.isFinite)) + 1;
};

function addRow(question, id) {
  const list = question.querySelector("[data-rows]");
  const template = question.querySelector("[data-row-template]");
  if (!list || !template) return null;
  const rowId = id ?? `${list.dataset.rowLetter}${nextNumber(list)}`;
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.replaceAll("__row__", rowId);
  const row = holder.content.querySelector("[data-row]");
  list.append(row);
  return row;
}

// The questions say themselves that they were changed, so that they are saved.
const changed = (question) => question.dispatchEvent(new Event("input", { bubbles: true }));

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row], [data-remove-row]");
  const question = button?.closest("[data-question]");
  if (!question) return;
  if (button.matches("[data-add-row]")) {
    const row = addRow(question);
    if (!row) return;
    event.preventDefault();
    row.querySelector("input, textarea, select")?.focus();
    return;
  }
  const row = button.closest("[data-row]");
  // A row that the server knows in a plan is removed by the server, which keeps it.
  if (!question.dataset.url && row.dataset.row.startsWith("a")) return;
  event.preventDefault();
  const next = row.nextElementSibling?.querySelector("input, textarea, select") ?? question.querySelector("[data-add-row]");
  row.remove();
  next?.focus();
  changed(question);
});

// What is put back from this device, or comes from a colleague, may have rows that are not on the page.
document.addEventListener("rows-needed", (event) => {
  const question = event.target;
  const start = `q-${question.dataset.question}-`;
  const wanted = new Set(event.detail.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length).split("-")[0]));
  const rows = new Map([...question.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row]));
  for (const id of wanted) if (!rows.has(id)) addRow(question, id);
});

// Words are counted as the server does: runs of characters between white space.
function countWords(question) {
  const line = question.querySelector("[data-word-count]");
  if (!line) return;
  const texts = [...question.querySelectorAll("textarea, input[type=text]")].map((field) => field.value);
  const count = texts.join(" ").split(/\s+/).filter(Boolean).length;
  const limit = Number(line.dataset.wordCount);
  const text = count > limit ? line.dataset.over : line.dataset.text;
  line.textContent = text.replace("%(count)s", count).replace("%(limit)s", limit);
  line.toggleAttribute("data-too-many", count > limit);
}

document.addEventListener("input", (event) => {
  const question = event.target.closest?.("[data-question]");
  if (!question) return;
  countWords(question);
  question.querySelector("[data-suggested]")?.remove();
});
