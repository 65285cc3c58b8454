import Compass from "lucide-solid/icons/compass";
import House from "lucide-solid/icons/house";
import Plus from "lucide-solid/icons/plus";
import User from "lucide-solid/icons/user";
import { Show } from "solid-js";
import { me } from "../entities/me";
import { uploadShare } from "../upload/state";
import { Avatar } from "./Avatar";
import { place } from "./navigate";
import { Ring } from "./Ring";
import "./nav.css";

export function NavBar(props: { room: boolean; onHome: () => void }) {
  const path = () => place().path;
  const mine = () => { const account = me(); return account ? `/@${account.handle}` : "/me"; };
  const current = (...paths: string[]) => (paths.includes(path()) ? "page" : undefined);
  return (
    <nav class="nav" classList={{ room: props.room }} aria-label="Main">
      <a class="nav-mark" href="/" aria-label="Onereel, home"><Ring size={30} /><span>Onereel</span></a>
      <a class="nav-item" href="/" aria-current={current("/")} onClick={(click) => { if (path() === "/") { click.preventDefault(); props.onHome(); } }}>
        <House size={24} stroke-width={1.75} fill={path() === "/" ? "currentColor" : "none"} /><span>Home</span>
      </a>
      <a class="nav-item" href="/discover" aria-current={current("/discover")}>
        <Compass size={24} stroke-width={1.75} /><span>Discover</span>
      </a>
      <a class="nav-item nav-add" href="/upload" aria-label={uploadShare() === null ? "Upload" : "Upload, one on its way"} aria-current={current("/upload")}>
        <span class="nav-plus"><Ring size={42} value={uploadShare()} /><Plus size={22} stroke-width={2.25} /></span><span>Upload</span>
      </a>
      <a class="nav-item" href={mine()} aria-label="Me" aria-current={current(mine(), "/me")}>
        <Show when={me()} fallback={<User size={24} stroke-width={1.75} />}>{(account) => <Avatar account={account()} size={26} />}</Show><span>Me</span>
      </a>
    </nav>
  );
}
