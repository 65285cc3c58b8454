import { Match, Show, Suspense, Switch, createEffect, createSignal, lazy, onCleanup } from "solid-js";
import { need, withAccount } from "../interactions/signin";
import { fromKept } from "../feed/session";
import { me } from "../entities/me";
import type { DeckControls } from "../ui/controls";
import { HomePage } from "../ui/HomePage";
import { NavBar } from "../ui/NavBar";
import { navigate, place } from "../ui/navigate";
import { Ring } from "../ui/Ring";
import { Toasts } from "../ui/Toasts";
import { routeOf } from "./routes";

const SignInSheet = lazy(() => import("../ui/SignInSheet"));
const AuthorPage = lazy(() => import("../ui/AuthorPage"));
const ClipPage = lazy(() => import("../ui/ClipPage"));
const PeoplePage = lazy(() => import("../ui/PeoplePage"));
const TagPage = lazy(() => import("../ui/TagPage"));
const DiscoverPage = lazy(() => import("../ui/DiscoverPage"));
const UploadPage = lazy(() => import("../ui/UploadPage"));

export function App() {
  const route = () => routeOf(place().path);
  const at = <K extends ReturnType<typeof routeOf>["name"]>(name: K) => {
    const found = route();
    return found.name === name ? (found as Extract<ReturnType<typeof routeOf>, { name: K }>) : undefined;
  };
  const room = () => route().name === "home" || route().name === "clip";
  const [online, setOnline] = createSignal(navigator.onLine);
  let deck: DeckControls | undefined;

  const connection = () => setOnline(navigator.onLine);
  addEventListener("online", connection);
  addEventListener("offline", connection);
  onCleanup(() => { removeEventListener("online", connection); removeEventListener("offline", connection); });
  createEffect(() => document.documentElement.toggleAttribute("data-room", room()));

  return (
    <div class="app" classList={{ "with-line": !online() || fromKept() }}>
      <NavBar room={room()} onHome={() => deck?.go(1)} />
      <main class="main">
        <Suspense fallback={<div class="page empty" role="status" aria-label="Loading"><Ring size={44} turning /></div>}>
          <Switch>
            <Match when={at("home")}><HomePage controls={(controls) => { deck = controls; }} /></Match>
            <Match when={at("clip")} keyed>{(to) => <ClipPage id={to.id} />}</Match>
            <Match when={at("author")} keyed>{(to) => <AuthorPage handle={to.handle} />}</Match>
            <Match when={at("people")} keyed>{(to) => <PeoplePage handle={to.handle} which={to.which} />}</Match>
            <Match when={at("tag")} keyed>{(to) => <TagPage tag={to.tag} />}</Match>
            <Match when={at("discover")}><DiscoverPage /></Match>
            <Match when={at("upload")}><UploadPage /></Match>
            <Match when={at("me")}><MePage /></Match>
            <Match when={at("lost")}>
              <div class="page"><div class="empty"><Ring size={56} /><h2>Nothing is here</h2><p>The address may be mistyped, or what it led to is gone.</p><a class="button" href="/">Watch clips</a></div></div>
            </Match>
          </Switch>
        </Suspense>
      </main>
      <Show when={!online() || fromKept()}><p class="offline" role="status">{fromKept() && room() ? "You are offline. These clips are kept on this device." : "You are offline. Uploads wait here until you are back."}</p></Show>
      <Suspense><Show when={need()}><SignInSheet /></Show></Suspense>
      <Toasts />
    </div>
  );
}

/** The way to one's own page, for who has none yet. */
function MePage() {
  createEffect(() => { const account = me(); if (account) navigate(`/@${account.handle}`, true); });
  return (
    <div class="page"><div class="empty"><Ring size={56} /><h2>Your page</h2><p>Your clips, favorites and the people you follow will be here.</p>
      <button type="button" class="button" onClick={() => withAccount("have a page of your own", () => {})}>Join or sign in</button></div></div>
  );
}
