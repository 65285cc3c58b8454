import ArrowLeft from "lucide-solid/icons/arrow-left";
import Clapper from "lucide-solid/icons/clapperboard";
import Heart from "lucide-solid/icons/heart";
import LogOut from "lucide-solid/icons/log-out";
import { Match, Show, Suspense, Switch, createResource, createSignal, lazy } from "solid-js";
import { Problem, sentence } from "../api/problems";
import { account, followersOf, isFollowing } from "../entities/accounts";
import { leave, me } from "../entities/me";
import { authorList, favoritesList, forgetLists } from "../feed/lists";
import { loadAccount, setFollow } from "../interactions/follow";
import { notice } from "../interactions/notice";
import { plural, shortCount } from "../kernel/words";
import { Avatar } from "./Avatar";
import { Grid } from "./Grid";
import { goBack, navigate } from "./navigate";
import { Ring } from "./Ring";

const EditSheet = lazy(() => import("./EditSheet"));

export default function AuthorPage(props: { handle: string }) {
  const [loaded, { refetch }] = createResource(() => props.handle, async (handle) => { await loadAccount(handle); return true; });
  const who = () => account(props.handle);
  const mine = () => me()?.handle === props.handle;
  // What oneself just did is read anew.
  if (mine()) forgetLists(`@${props.handle}`, `favorites ${props.handle}`);
  const [tab, setTab] = createSignal<"clips" | "favorites">("clips");
  const [editing, setEditing] = createSignal(false);
  const missing = () => loaded.error instanceof Problem && loaded.error.status === 404;

  async function signOut(): Promise<void> {
    try { await leave(); navigate("/"); } catch (error) { notice(sentence(error)); }
  }

  return (
    <div class="page">
      <div class="wide-column">
        <header class="page-head">
          <Show when={!mine()}><button type="button" class="icon-button" aria-label="Back" onClick={goBack}><ArrowLeft size={24} stroke-width={1.75} /></button></Show>
          <h1 class="one-line">@{props.handle}</h1>
          <Show when={mine()}><button type="button" class="icon-button" aria-label="Sign out" onClick={() => void signOut()}><LogOut size={22} stroke-width={1.75} /></button></Show>
        </header>
        <Switch>
          <Match when={who()}>
            {(found) => (
              <>
                <section class="profile" aria-label="Profile">
                  <div class="profile-face"><Ring size={120} /><Avatar account={found()} size={100} /></div>
                  <div>
                    <p class="profile-name" dir="auto">{found().name || found().handle}</p>
                    <p class="profile-handle">@{found().handle}</p>
                  </div>
                  <div class="profile-numbers numbers">
                    <a href={`/@${props.handle}/following`}><b>{shortCount(found().counts.following)}</b>following</a>
                    <a href={`/@${props.handle}/followers`}><b data-count="followers">{shortCount(followersOf(found()))}</b>{followersOf(found()) === 1 ? "follower" : "followers"}</a>
                    <span><b>{shortCount(found().counts.videos)}</b>{plural(found().counts.videos, "clip", "clips").split(" ")[1]}</span>
                  </div>
                  <Show when={found().bio}><p class="profile-bio" dir="auto">{found().bio}</p></Show>
                  <div class="profile-acts">
                    <Show when={!mine()} fallback={<button type="button" class="button soft" onClick={() => setEditing(true)}>Edit profile</button>}>
                      <Show when={isFollowing(props.handle)} fallback={<button type="button" class="button" aria-label={`Follow @${props.handle}`} onClick={() => setFollow(props.handle, true)}>Follow</button>}>
                        <button type="button" class="button soft" aria-label={`Unfollow @${props.handle}`} onClick={() => setFollow(props.handle, false)}>Following</button>
                      </Show>
                    </Show>
                  </div>
                </section>
                <Show when={mine()}>
                  <div class="grid-tabs" role="tablist" aria-label="My clips">
                    <button type="button" role="tab" aria-selected={tab() === "clips"} onClick={() => setTab("clips")}><Clapper size={18} stroke-width={1.75} />Clips</button>
                    <button type="button" role="tab" aria-selected={tab() === "favorites"} onClick={() => setTab("favorites")}><Heart size={18} stroke-width={1.75} />Favorites</button>
                  </div>
                </Show>
                <Show when={tab() === "favorites" && mine()} fallback={
                  <Grid list={authorList(props.handle)} label="Clips" empty={mine()
                    ? { title: "Your first clip", words: "Up to a minute, from your phone or your computer.", action: <a class="button" href="/upload">Upload a clip</a> }
                    : { title: "No clips yet", words: "Follow, and you will see the first one.", action: <></> }} />
                }>
                  <Grid list={favoritesList(props.handle)} label="Favorites" empty={{ title: "No favorites yet", words: "Tap a clip twice to keep it here.", action: <a class="button" href="/">Watch clips</a> }} />
                </Show>
              </>
            )}
          </Match>
          <Match when={missing()}>
            <div class="empty"><Ring size={56} /><h2>Nobody has this handle</h2><p>It may be mistyped, or the account is gone.</p><a class="button" href="/discover">Search</a></div>
          </Match>
          <Match when={loaded.error}>
            <div class="empty" role="alert"><p>{sentence(loaded.error)}</p><button type="button" class="button soft" onClick={() => void refetch()}>Try again</button></div>
          </Match>
        </Switch>
      </div>
      <Suspense><Show when={editing()}><EditSheet onClose={() => setEditing(false)} /></Show></Suspense>
    </div>
  );
}
