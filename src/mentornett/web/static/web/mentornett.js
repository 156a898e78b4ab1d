// What every page can do beyond plain HTML. Without this file all pages still work.

const STUCK_AFTER = 5000; // ms after which a form that led nowhere, or to a file, can be sent again

const storage = {
  read: (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  },
  write: (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* private window: nothing is remembered */ }
  },
};

// Folded texts with data-remember stay as the reader left them on this device.
function rememberDetails(root) {
  for (const details of root.querySelectorAll("details[data-remember]")) {
    const key = `mentornett:open:${details.dataset.remember}`;
    const remembered = storage.read(key);
    if (remembered) details.open = remembered === "yes";
    details.addEventListener("toggle", () => storage.write(key, details.open ? "yes" : "no"));
  }
}

// Menus close on Escape and when the reader goes elsewhere.
function closeMenus(event) {
  for (const menu of document.querySelectorAll("details[data-close-outside][open]")) {
    const escaped = event.key === "Escape";
    if (escaped || !menu.contains(event.target)) {
      if (escaped && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
  }
}

// Forms (or their buttons) with data-confirm="text" ask before they send.
function confirmFirst(event) {
  const form = event.target;
  const text = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  const dialog = document.getElementById("confirm-dialog");
  if (!text || !dialog || form.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  dialog.querySelector("#confirm-text").textContent = text;
  dialog.returnValue = "no";
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return;
    form.dataset.confirmed = "yes";
    form.requestSubmit(event.submitter ?? undefined);
    delete form.dataset.confirmed;
  }, { once: true });
  dialog.showModal();
  dialog.querySelector("[value=no]").focus();
}

// A second click while the first is on its way sends nothing: what is added is added once.
const underWay = new WeakSet();
function onlyOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (underWay.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  underWay.add(form);
  setTimeout(() => underWay.delete(form), STUCK_AFTER);
  setTimeout(() => event.defaultPrevented && underWay.delete(form)); // a script sends it, or nobody does
}

// Forms with data-guard warn before typed text is left behind.
function guardForms() {
  let dirty = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-guard]")) dirty = true;
  });
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) dirty = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
}

// One letter goes to the link with that data-key: j and k for the next and the previous report.
function followKey(event) {
  const typing = event.target.closest("input, textarea, select, [contenteditable], dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  const link = [...document.querySelectorAll("a[data-key]")].find((each) => each.dataset.key === event.key);
  if (link) link.click();
}

// A saved page says so to the screen reader; a refused one takes the reader to the errors.
function showErrors() {
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
}

// Filters that send themselves: <form data-send-on-change>. The button stays for those without JavaScript.
function sendOnChange(event) {
  const form = event.target.closest("form[data-send-on-change]");
  if (form) form.requestSubmit();
}

// Buttons that print: <button data-print>. Without JavaScript they are hidden by the styles.
function offerPrinting() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => window.print());
  }
}

// Buttons that copy what stands in a field: <button data-copy="id of the field" data-copied="Copied" hidden>.
function offerCopying() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      button.textContent = button.dataset.copied;
    });
  }
}

// Beside the field of a day: <button data-calendar hidden>. The device's calendar writes what is chosen into the field.
function offerCalendars() {
  for (const button of document.querySelectorAll("[data-calendar]")) button.hidden = false;
}

function openCalendar(event) {
  const button = event.target.closest("[data-calendar]");
  if (!button) return;
  const field = button.previousElementSibling;
  const calendar = button.nextElementSibling ?? calendarFor(field, button);
  const [, day, month, year] = field.value.match(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/) ?? [];
  calendar.value = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
  try { calendar.showPicker(); } catch { calendar.click(); }
}

function calendarFor(field, button) {
  const calendar = document.createElement("input");
  Object.assign(calendar, { type: "date", tabIndex: -1, className: "calendar", ariaHidden: "true" });
  calendar.addEventListener("change", () => {
    if (calendar.value) field.value = calendar.value.split("-").reverse().join(".");
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    field.focus();
  });
  button.after(calendar);
  return calendar;
}

document.addEventListener("submit", confirmFirst, true);
document.addEventListener("submit", onlyOnce, true);
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) underWay.delete(form);
});
document.addEventListener("click", closeMenus);
document.addEventListener("click", openCalendar);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(event);
  followKey(event);
});
document.addEventListener("change", sendOnChange);
document.addEventListener("htmx:load", (event) => rememberDetails(event.target));
guardForms();
rememberDetails(document);
showErrors();
offerPrinting();
offerCopying();
offerCalendars();

// What only saves a click waits until the page is drawn, so that on a slow line the page is drawn sooner.
function fetchLater() {
  for (const later of document.querySelectorAll('meta[name="script-later"]')) {
    const script = document.createElement("script");
    script.src = later.content;
    document.head.append(script);
  }
}
addEventListener("load", () => requestAnimationFrame(() => setTimeout(fetchLater)));
