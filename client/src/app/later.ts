import { forgetLists } from "../feed/lists";

/** What nobody waits for: after the first frame, or after a while without one. */
export function later(): void {
  let done = false;
  const run = () => {
    if (done) return;
    done = true;
    void import("./fonts");
    void import("../upload/manager").then((manager) => {
      manager.onPublished((handle) => forgetLists(`@${handle}`));
      return manager.resumeUploads();
    });
    if ("serviceWorker" in navigator && import.meta.env.PROD) navigator.serviceWorker.register("/sw.js").catch(() => {});
  };
  addEventListener("playing", () => setTimeout(run, 300), { capture: true, once: true });
  // A page without a clip has no first frame to wait for.
  setTimeout(run, document.documentElement.hasAttribute("data-room") ? 4_000 : 400);
}

// A new version was published and a part of this one is gone from the server: start over with the new one, once.
addEventListener("vite:preloadError", () => {
  if (sessionStorage.getItem("onereel.reloaded")) return;
  sessionStorage.setItem("onereel.reloaded", "1");
  location.reload();
});
