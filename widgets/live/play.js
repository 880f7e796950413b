// Play: a button that walks a slider to its end, a step a second, and stops there. It never starts by itself; a second press,
// a hand on the slider or a link stops it. Where less motion is wanted, a press is one step.
import { say } from "./words.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");

export function playing({ root }) {
  for (const button of root.querySelectorAll("[data-play]")) {
    const slider = root.querySelector(`input[type="range"][name="${button.dataset.play}"]`);
    let timer = 0, put = null;
    const name = () => { button.firstChild.data = timer ? say("Pause") : still.matches ? say("Step") : say("Play"); };
    const stop = () => { timer = clearInterval(timer); delete root.dataset.playing; name(); };
    const step = () => {
      if (slider.value === slider.max) slider.value = slider.min;
      else slider.stepUp();
      put = slider.value;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      if (put === slider.max) stop();
    };
    const next = () => (slider.value !== put || slider.disabled || document.hidden ? stop() : step());
    button.addEventListener("click", () => {
      if (timer) return stop();
      if (!still.matches) {
        timer = setInterval(next, 1000);
        root.dataset.playing = "";
      }
      step();
      name();
    });
    still.addEventListener("change", stop);
    name();
  }
}
