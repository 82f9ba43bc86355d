// Warns before a session ends. Asks the server how long that still is: which isn't an activity of the user's; only their wish to stay is.
(() => {
  const script = document.currentScript;
  const texts = script.dataset;
  const address = new URL("session", document.baseURI).href;
  /** Seconds. Warned of the idle limit two minutes before, of the absolute one ten; of short limits in their last third. */
  const IDLE_WARNING = 120, ABSOLUTE_WARNING = 600, OFTEN = 5, SELDOM = 30;
  let longestIdle = 0, longestAbsolute = 0, dismissed = false, life = null, box = null;

  const ask = async () => {
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin", cache: "no-store" });
      life = answer.ok ? await answer.json() : null;
    } catch {
      // The server doesn't answer: the page itself says so.
    }
    show();
    const left = life ? Math.min(life.idleSeconds, life.absoluteSeconds - ABSOLUTE_WARNING) : Infinity;
    setTimeout(ask, 1000 * (left < IDLE_WARNING + SELDOM ? OFTEN : SELDOM));
  };

  const stay = async () => {
    if (life) {
      await fetch(address, { method: "POST", headers: { [life.csrfHeader]: life.csrfToken }, credentials: "same-origin" }).catch(() => undefined);
    }
    hide();
    await refresh();
  };

  const refresh = async () => {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin", cache: "no-store" }).catch(() => null);
    life = answer?.ok ? await answer.json() : null;
    show();
  };

  const show = () => {
    if (!life) {
      hide();
      return;
    }
    longestIdle = Math.max(longestIdle, life.idleSeconds);
    longestAbsolute = Math.max(longestAbsolute, life.absoluteSeconds);
    const absolute = life.absoluteSeconds <= Math.min(ABSOLUTE_WARNING, longestAbsolute / 3);
    const idle = life.idleSeconds <= Math.min(IDLE_WARNING, longestIdle / 3);
    if (idle && life.idleSeconds < life.absoluteSeconds) {
      put("idle", texts.idle.replace("{0}", String(life.idleSeconds)), texts.stay, stay);
    } else if (absolute && !dismissed) {
      put("absolute", texts.absolute.replace("{0}", String(Math.max(1, Math.round(life.absoluteSeconds / 60)))), texts.dismiss, () => {
        dismissed = true;
        hide();
      });
    } else {
      hide();
    }
  };

  const put = (kind, text, action, done) => {
    if (!box || box.dataset.kind !== kind) {
      hide();
      box = document.createElement("div");
      box.className = "lightbox-session-warning";
      box.dataset.kind = kind;
      box.dataset.testid = "session-warning";
      box.setAttribute("role", "alert");
      const words = document.createElement("span");
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.testid = "session-warning-action";
      button.textContent = action;
      button.addEventListener("click", done);
      box.append(words, button);
      document.body.append(box);
    }
    box.firstChild.textContent = text;
  };

  const hide = () => {
    box?.remove();
    box = null;
  };

  ask();
})();
