// «We have talked», tapped where there is no connection: <form data-tap="the page that shows what became of it"> is kept
// on this device with the time it was tapped, and goes by itself when there is a connection, from the same page or from
// the next one that is opened. There is one for each address, so the last tap counts. Without this file it is an
// ordinary form.

const TAPS = "mentornett:taps";
const TRY_AGAIN = 15000; // ms; browsers do not always notice that the connection is back
const KEPT_FOR = 14 * 24 * 3600 * 1000; // ms; what is refused, as when somebody else has logged in, is not tried for ever

// The cookie is newer than the form when the person has logged in again in another tab.
function csrfToken(form) {
  const cookie = document.cookie.split("; ").find((each) => /^(__Host-)?csrf=/.test(each));
  return cookie?.slice(cookie.indexOf("=") + 1) ?? form?.querySelector("[name=csrfmiddlewaretoken]").value ?? "";
}

function keptTaps() {
  try {
    const all = Object.entries(JSON.parse(localStorage.getItem(TAPS)) ?? {});
    return Object.fromEntries(all.filter(([, tap]) => Date.now() - Date.parse(tap.said) < KEPT_FOR));
  } catch { return {}; }
}

function keepTaps(change) {
  const taps = keptTaps();
  change(taps);
  try { localStorage.setItem(TAPS, JSON.stringify(taps)); } catch { return false; }
  return true;
}

// In one tab at a time, so that what is kept is sent once.
const alone = (deed) => (navigator.locks ? navigator.locks.request(TAPS, deed) : deed());

const sendTap = (action, form) => alone(async () => {
  const tap = keptTaps()[action];
  if (!tap) return null;
  const body = new URLSearchParams({ ...tap, csrfmiddlewaretoken: csrfToken(form) });
  const headers = { "X-Requested-With": "fetch" };
  const reply = await fetch(action, { method: "POST", body, headers, redirect: "manual", credentials: "same-origin" });
  if (reply.status === 204) keepTaps((taps) => { delete taps[action]; });
  return reply;
});

const formOf = (action) => [...document.querySelectorAll("form[data-tap]")].find((form) => form.action === action);

async function tapped(event) {
  const form = event.target;
  if (event.defaultPrevented || !("tap" in form.dataset)) return;
  const { csrfmiddlewaretoken, ...typed } = Object.fromEntries(new FormData(form));
  if (!keepTaps((taps) => { taps[form.action] = { ...typed, said: new Date().toISOString() }; })) return;
  event.preventDefault();
  try {
    const reply = await sendTap(form.action, form);
    if (!reply || reply.status === 204 || reply.type === "opaqueredirect") return location.assign(form.dataset.tap);
    keepTaps((taps) => { delete taps[form.action]; });
    form.submit(); // the answer is a page that says why
  } catch { sayKept(form); }
}

function sayKept(form) {
  const note = document.getElementById("tap-text");
  form.parentElement.before(note);
  note.hidden = false;
  note.querySelector("[data-tap-undo]").onclick = () => {
    keepTaps((taps) => { delete taps[form.action]; });
    note.hidden = true;
    form.querySelector("button").focus();
  };
  setTimeout(sendKept, TRY_AGAIN);
}

async function sendKept() {
  for (const action of Object.keys(keptTaps())) {
    const form = formOf(action);
    try {
      const reply = await sendTap(action, form);
      if (form && reply?.status === 204) return location.assign(form.dataset.tap);
    } catch { if (form) sayKept(form); }
  }
}

document.addEventListener("submit", tapped);
for (const event of ["online", "DOMContentLoaded"]) window.addEventListener(event, sendKept);
