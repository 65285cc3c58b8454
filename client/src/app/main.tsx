import "../ui/tokens.css";
import "../ui/base.css";
import { render } from "solid-js/web";
import { onSignedOut } from "../api/client";
import type { Account, FeedPage } from "../api/types";
import { knowMe, onMeChanged, refreshMe, startAs } from "../entities/me";
import { startWith } from "../feed/session";
import { reportOnLeaving } from "../feed/report";
import { objectCache } from "../player/player";
import { startNavigation } from "../ui/navigate";
import { App } from "./App";
import { keepMe, keptMe } from "./keep-me";
import { later } from "./later";

declare global {
  interface Window { onereelEarly?: { url: string; response: Promise<Response> } }
}

interface FirstPage { feed: FeedPage | null; me: Account | null }

function firstPage(): FirstPage | null {
  const text = document.getElementById("first-page")?.textContent;
  return text ? (JSON.parse(text) as FirstPage) : null;
}

const first = firstPage();
if (window.onereelEarly) objectCache().adopt(window.onereelEarly.url, window.onereelEarly.response);
startAs(first ? first.me : keptMe());
keepMe(first ? first.me : keptMe());
if (first?.feed) startWith(first.feed);
// The shell from the service worker knows nobody: ask once there is a network, and forget the account only if told to.
if (!first) refreshMe().catch(() => {});

onSignedOut(() => knowMe(null));
onMeChanged(keepMe);
reportOnLeaving();
startNavigation();

const root = document.getElementById("app");
if (root) render(() => <App />, root);
document.getElementById("boot")?.remove();
later();
