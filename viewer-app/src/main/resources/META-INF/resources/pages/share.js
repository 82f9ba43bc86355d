// The link's secret stands behind #: it is taken out of the address line and its history, and sent when the button is pressed.
const form = document.getElementById("open-share");
const token = location.hash.slice(1);
history.replaceState(null, "", location.pathname);
if (token) {
  form.elements.token.value = token;
} else {
  form.hidden = true;
  document.getElementById("no-token").hidden = false;
}

// Another link in the same tab changes nothing but what is behind #.
addEventListener("hashchange", () => location.reload());
