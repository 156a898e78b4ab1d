// What one sends in a form is kept in this tab until a page shows that it arrived. Pages that say it did not (log-in, a
// form that was too old, a fault of ours: data-not-received) let it wait, and the form's own page puts it back.
// Forms with data-autosave keep their own texts; passwords and files are never kept.

const KEPT = "mentornett:typed";
const BESIDE = "mentornett:beside"; // what stood in the other forms of the page when one was sent
const here = () => location.pathname + location.search;
const notReceived = document.querySelector("[data-not-received]");

const shelf = (key) => ({
  read: () => {
    try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
  },
  write: (kept) => {
    try { sessionStorage.setItem(key, JSON.stringify(kept)); } catch { /* full or forbidden: the browser may remember */ }
  },
  forget: () => {
    try { sessionStorage.removeItem(key); } catch { /* nothing was kept */ }
  },
});
const waiting = shelf(KEPT);
const beside = shelf(BESIDE);
const edited = new Set();
const keepsItself = (form) => "autosave" in form.dataset || form.querySelector("[type=password]");
const typedIn = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && form.method === "post" && !keepsItself(form)) edited.add(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || notReceived || form.method !== "post") return;
  if ("forget" in form.dataset) return beside.forget();
  const others = [...edited].filter((each) => each !== form && each.isConnected);
  if (others.length) beside.write(others.map((each) => ({ action: each.action, typed: typedIn(each) })));
  if (!keepsItself(form)) waiting.write({ page: here(), action: form.action, typed: typedIn(form) });
});

function putBack(form, typed) {
  const names = typed.map(([name]) => name);
  for (const question of form.querySelectorAll("[data-question]")) {
    question.dispatchEvent(new CustomEvent("rows-needed", { bubbles: true, detail: names }));
  }
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || ["password", "file", "submit", "button"].includes(field.type)) continue;
    const values = typed.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else if (field.type === "select-multiple") for (const option of field.options) option.selected = values.includes(option.value);
    else if (values.length) field.value = values[0];
  }
  for (let parent = form.closest("details"); parent; parent = parent.parentElement.closest("details")) parent.open = true;
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function putBackOthers() {
  const kept = beside.read() ?? [];
  const missing = kept.filter(({ action, typed }) => {
    const form = [...document.forms].find((each) => each.action === action && each.method === "post");
    if (form) putBack(form, typed);
    return !form;
  });
  if (missing.length < kept.length) beside.write(missing);
}

// After the scripts that add rows.
document.addEventListener("DOMContentLoaded", () => {
  putBackOthers();
  const kept = waiting.read();
  if (!kept) return;
  if (notReceived) return waiting.write({ ...kept, held: true });
  if (!kept.held) return waiting.forget();
  const form = kept.page === here() && [...document.forms].find((each) => each.action === kept.action && each.method === "post");
  if (!form) return;
  waiting.forget();
  putBack(form, kept.typed);
  const note = document.getElementById("typed-text");
  note.hidden = false;
  form.before(note);
  note.scrollIntoView({ block: "center" });
});
