// A worker lets the browser say where they are: only when they press the button, and once. Without this the report is
// sent without a position.
"use strict";

const part = document.querySelector("[data-position]");
if (part && navigator.geolocation) {
  const [button, told] = [part.querySelector("button"), part.querySelector("[role=status]")];
  const form = part.closest("form");
  const field = (name) => form.elements.namedItem(name);
  part.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field("latitude").value = coords.latitude.toFixed(6);
        field("longitude").value = coords.longitude.toFixed(6);
        field("accuracy").value = Math.ceil(coords.accuracy);
        told.textContent = told.dataset.given;
        button.disabled = false;
      },
      () => {
        told.textContent = told.dataset.failed;
        button.disabled = false;
      },
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
    );
  });
}
