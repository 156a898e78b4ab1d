// Saves answers while they are written. A form with data-autosave holds elements with
// data-question, data-url and data-revision. Without this file the form is sent as a whole.
//
// Every change is kept on this device first, then sent; it is forgotten here when the server has
// it. Nothing typed is lost by a closed tab, a lost connection, a log-out or a colleague's change.

const LONGEST = 4000; // ms from the first keystroke at most
const PRESENCE = 10000; // ms between two messages about where I am
const FIRST_RETRY = 2000; // ms before the first new attempt without connection, doubled each time
const LONGEST_RETRY = 60000;

const form = document.querySelector("form[data-autosave]");
const IDLE = Number(form?.dataset.idle ?? 1200); // ms without a keystroke before an answer is sent
if (form) start(form);

function start(form) {
  const texts = document.getElementById("autosave-texts").dataset;
  const status = statusLine(texts);
  const questions = [...form.querySelectorAll("[data-question]")].map((element) => question(element, form, status, texts));
  const byKey = new Map(questions.map((each) => [each.key, each]));
  questions.forEach((each) => each.restore());
  for (const event of ["online", "focus"]) window.addEventListener(event, () => questions.forEach((each) => each.retryNow()));
  window.addEventListener("pagehide", () => questions.forEach((each) => each.sendNow()));
  // A page that comes back from the browser's memory has old revisions.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  form.addEventListener("submit", (event) => sendWhole(event, form, questions));
  if (form.dataset.presenceUrl) presence(form, byKey, texts);
}

// The form goes as a whole when what is under way has landed, and no two texts wait for a choice.
function sendWhole(event, form, questions) {
  const open = form.querySelector(".conflict[tabindex]");
  const busy = questions.filter((each) => each.busy());
  if (!open && !busy.length) return questions.forEach((each) => each.stop());
  event.preventDefault();
  if (open) return open.focus();
  const landed = Promise.all(busy.map((each) => each.sendNow()));
  const patience = new Promise((resolve) => { setTimeout(resolve, LONGEST); });
  Promise.race([landed, patience]).then(() => {
    questions.forEach((each) => each.rest());
    form.requestSubmit(event.submitter);
  });
}

// --- The status line: the worst that is true for any question -------------------------------------

function statusLine(texts) {
  const lines = [...document.querySelectorAll("[data-save-status]")];
  const states = new Map();
  const worst = ["logged-out", "offline", "refused", "conflict", "saving", "unsaved", "saved"];
  const wording = {
    "logged-out": texts.loggedOut, offline: texts.offline, refused: texts.refused,
    conflict: texts.conflict, saving: texts.saving, unsaved: texts.unsaved,
  };
  let savedText = "";
  let drawn = "";

  function draw() {
    const state = worst.find((each) => [...states.values()].includes(each)) ?? "idle";
    const text = state === "saved" ? savedText : wording[state] ?? "";
    if (drawn === state + text) return; // many questions say the same
    drawn = state + text;
    for (const line of lines) {
      line.dataset.state = state;
      // Screen readers hear what went wrong and that it is saved, not each keystroke.
      line.setAttribute("aria-live", ["saving", "unsaved"].includes(state) ? "off" : "polite");
      line.querySelector("[data-save-text]").textContent = text;
      const link = line.querySelector("[data-save-link]");
      link.hidden = state !== "logged-out";
      if (state === "logged-out") {
        link.textContent = texts.logIn;
        link.href = `${form.dataset.loginUrl}?next=${encodeURIComponent(location.pathname + location.search)}`;
      }
    }
  }

  return (key, state, saved = "") => {
    states.set(key, state);
    if (saved) savedText = saved;
    draw();
  };
}

// --- One question ------------------------------------------------------------------------------------

function question(element, form, status, texts) {
  const key = element.dataset.question;
  const draftKey = `mentornett:${form.dataset.draftKey ?? location.pathname}:${key}`;
  const fields = () => [...element.querySelectorAll("input, textarea, select")].filter((each) => each.name && !["hidden", "file"].includes(each.type));
  // How far an answer is shared is sent with it, and is no part of its text.
  const settings = () => new Set(fields().filter((each) => "setting" in each.dataset).map((each) => each.name));
  let timer, firstKeystroke, retryTimer, underWay;
  let retryDelay = FIRST_RETRY;
  let sending = false, changedWhileSending = false, stopped = false, conflicted = false, waiting = false, resting = false;

  // A value is a list of [name, value] pairs, as a form would send it.
  const read = () => fields().flatMap((each) => {
    if (["checkbox", "radio"].includes(each.type) && !each.checked) return [];
    if (each.tagName === "SELECT") return [...each.selectedOptions].map((option) => [each.name, option.value]);
    return [[each.name, each.value]];
  });

  function write(pairs) {
    const left = new Map();
    for (const [name, value] of pairs) left.set(name, [...(left.get(name) ?? []), value]);
    element.dispatchEvent(new CustomEvent("rows-needed", { bubbles: true, detail: [...left.keys()] }));
    for (const each of fields()) {
      const values = left.get(each.name) ?? [];
      if (["checkbox", "radio"].includes(each.type)) each.checked = values.includes(each.value);
      else if (each.tagName === "SELECT") for (const option of each.options) option.selected = values.includes(option.value);
      else each.value = values.shift() ?? "";
    }
    tellChosen();
  }

  // The line that opens a folded choice says what is chosen.
  function tellChosen() {
    const line = element.querySelector("[data-chosen]");
    if (line) line.textContent = element.querySelector("select[data-setting]").selectedOptions[0]?.textContent ?? "";
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const revision = () => Number(element.dataset.revision);
  const setRevision = (number) => {
    element.dataset.revision = number;
    const hidden = element.querySelector("[data-revision-field]"); // for when the form is sent as a whole
    if (hidden) hidden.value = number;
  };

  function keepDraft() {
    const draft = { value: read(), revision: revision(), time: Date.now() };
    try { localStorage.setItem(draftKey, JSON.stringify(draft)); } catch { /* full or forbidden: sending still works */ }
  }

  function readDraft() {
    try { return JSON.parse(localStorage.getItem(draftKey)); } catch { return null; }
  }

  function forgetDraft() {
    try { localStorage.removeItem(draftKey); } catch { /* nothing was kept */ }
  }

  function changed() {
    if (stopped) return;
    keepDraft();
    if (conflicted) return;
    status(key, "unsaved");
    if (sending) { changedWhileSending = true; return; }
    firstKeystroke ??= Date.now();
    const wait = Math.min(IDLE, Math.max(0, firstKeystroke + LONGEST - Date.now()));
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  function send() {
    underWay = sendOnce();
    return underWay;
  }

  async function sendOnce() {
    clearTimeout(timer);
    clearTimeout(retryTimer);
    timer = firstKeystroke = retryTimer = undefined;
    if (stopped || conflicted) return;
    if (sending) { changedWhileSending = true; return; }
    resting = false;
    sending = true;
    changedWhileSending = waiting = false;
    status(key, "saving");
    const sent = read();
    try {
      const reply = await fetch(element.dataset.url, { ...request(form, [...sent, ["revision", revision()]]), keepalive: JSON.stringify(sent).length < 30000 });
      await answered(reply, sent);
    } catch {
      offline();
    } finally {
      sending = false;
      if (changedWhileSending) changed();
    }
  }

  async function answered(reply, sent) {
    const isJson = (reply.headers.get("content-type") ?? "").includes("json");
    if ([401, 403].includes(reply.status) || reply.redirected || (reply.ok && !isJson)) {
      waiting = true;
      return status(key, "logged-out");
    }
    if (reply.status >= 500 || !isJson) return offline();
    const body = await reply.json();
    retryDelay = FIRST_RETRY;
    if (reply.ok) return saved(body, sent);
    if (reply.status === 409) return conflict(body);
    showMessage(body.message ?? "");
    status(key, "refused");
  }

  function saved(body, sent) {
    setRevision(body.revision);
    showMessage("");
    // Only what the server has is forgotten here; a newer keystroke keeps its draft.
    if (same(read(), sent)) { forgetDraft(); status(key, "saved", body.saved_at_text); } else changedWhileSending = true;
  }

  function offline() {
    status(key, "offline");
    retryTimer = setTimeout(send, retryDelay);
    retryDelay = Math.min(retryDelay * 2, LONGEST_RETRY);
  }

  function showMessage(text) {
    const first = fields()[0];
    let message = element.querySelector("[data-autosave-message]");
    if (!text) {
      message?.remove();
      first?.removeAttribute("aria-invalid");
      return;
    }
    if (!message) {
      message = document.createElement("p");
      message.className = "ds-validation-message";
      message.dataset.autosaveMessage = "";
      message.id = `autosave-message-${key}`;
      message.setAttribute("role", "alert");
      element.append(message);
      first?.setAttribute("aria-describedby", `${first.getAttribute("aria-describedby") ?? ""} ${message.id}`.trim());
    }
    message.textContent = text;
    first?.setAttribute("aria-invalid", "true");
  }

  // --- Two people changed the same answer: both texts stand side by side until one is chosen.

  const words = (pairs) => pairs.filter(([name]) => !settings().has(name)).map(([, value]) => value).filter(Boolean).join("\n");
  // The server may send its value as one text or as [name, value] pairs.
  const asPairs = (value) => Array.isArray(value) ? value : [[fields()[0].name, String(value ?? "")]];

  function conflict(body) {
    conflicted = true;
    status(key, "conflict");
    element.querySelector(".conflict")?.remove();
    const mine = read(), theirs = asPairs(body.value);
    const box = document.getElementById("autosave-conflict").content.firstElementChild.cloneNode(true);
    box.querySelector("[data-message]").textContent = body.message || texts.conflict;
    box.setAttribute("aria-label", body.message || texts.conflict);
    const label = box.querySelector("[data-theirs-label]");
    label.textContent = label.dataset.text.replace("{name}", body.by ?? "");
    box.querySelector("[data-mine]").textContent = words(mine);
    box.querySelector("[data-theirs]").textContent = words(theirs);
    const mixable = fields().length - settings().size === 1 && fields()[0].matches("textarea, input[type=text]");
    box.querySelector('[data-choice="both"]').hidden = !mixable;
    const chosen = {
      mine: () => {},
      theirs: () => write(theirs),
      both: () => { fields()[0].value = `${words(theirs)}\n\n${words(read())}`; },
    };
    box.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-choice]")?.dataset.choice;
      if (!choice) return;
      chosen[choice]();
      conflicted = false;
      setRevision(body.revision);
      box.remove();
      keepDraft();
      fields()[0].focus();
      send();
    });
    element.append(box);
  }

  // --- What was written here before, and never acknowledged

  function restore() {
    const draft = readDraft();
    if (!draft) return;
    if (same(draft.value, read())) return forgetDraft();
    if (draft.revision === revision()) {
      write(draft.value);
      notice(texts.restored);
      send();
      return;
    }
    const server = { value: read(), revision: revision(), by: element.dataset.by ?? "", message: texts.conflict };
    write(draft.value);
    conflict(server);
  }

  function notice(text, action) {
    let line = element.querySelector("[data-question-notice]");
    if (!line) {
      line = document.createElement("p");
      line.className = "question-notice";
      line.dataset.questionNotice = "";
      line.setAttribute("role", "status");
      element.append(line);
    }
    line.textContent = text;
    if (!action) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain-button";
    button.textContent = action.label;
    button.addEventListener("click", action.run);
    line.append(" ", button);
  }

  element.addEventListener("input", changed);
  element.addEventListener("change", (event) => {
    if (event.target.matches("select[data-setting]")) tellChosen();
    if (timer) send(); else if (!sending) changed();
  });

  return {
    key,
    element,
    restore,
    notice,
    revision,
    // Nothing of mine would be lost if the page were loaded anew.
    untouched: () => !timer && !sending && !readDraft(),
    retryNow: () => { if (retryTimer || waiting) send(); },
    sendNow: () => (timer ? send() : underWay),
    busy: () => !resting && Boolean(timer || sending),
    rest: () => { resting = true; },
    // The form is sent as a whole; the next page compares the draft with what the server then has.
    stop: () => { stopped = true; clearTimeout(timer); clearTimeout(retryTimer); },
  };
}

function request(form, pairs) {
  const body = new URLSearchParams(pairs);
  body.set("csrfmiddlewaretoken", csrfToken(form));
  return { method: "POST", body, headers: { "X-Requested-With": "fetch", Accept: "application/json" }, credentials: "same-origin" };
}

// --- Who else is writing ---------------------------------------------------------------------------------

function presence(form, byKey, texts) {
  async function tell() {
    const element = document.activeElement?.closest("[data-question]");
    if (document.hidden || !element || !form.contains(element)) return;
    try {
      const reply = await fetch(form.dataset.presenceUrl, request(form, [["question", element.dataset.question]]));
      if (reply.ok && (reply.headers.get("content-type") ?? "").includes("json")) show(await reply.json());
    } catch { /* presence is a courtesy: the next message tries again */ }
  }

  function show({ others = [], newer = [] }) {
    for (const { key, element } of byKey.values()) {
      const chip = element.querySelector("[data-presence]");
      const names = others.filter((other) => other.question === key).map((other) => other.name);
      const text = names.length ? texts.writing.replace("{name}", names.join(", ")) : "";
      if (chip && chip.textContent !== text) chip.textContent = text;
    }
    for (const each of newer) {
      const question = byKey.get(each.question);
      if (!question || each.revision <= question.revision() || !question.untouched()) continue;
      question.notice(texts.newer.replace("{name}", each.by ?? ""), { label: texts.showNewer, run: () => location.reload() });
    }
  }

  form.addEventListener("focusin", tell);
  setInterval(tell, PRESENCE);
}
