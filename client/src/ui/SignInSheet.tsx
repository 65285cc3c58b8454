import Eye from "lucide-solid/icons/eye";
import EyeOff from "lucide-solid/icons/eye-off";
import { Show, createSignal } from "solid-js";
import { Problem, sentence } from "../api/problems";
import { enter, join } from "../entities/me";
import { dropNeed, need, signedIn } from "../interactions/signin";
import { limits } from "../kernel/limits";
import { Sheet } from "./Sheet";

/** Asked for only when something needs an account; what was asked for is then carried out. */
export default function SignInSheet() {
  const [fresh, setFresh] = createSignal(true);
  const [handle, setHandle] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [shown, setShown] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [wrong, setWrong] = createSignal<{ field: string | null; text: string } | null>(null);
  const wrongIn = (field: string) => (wrong()?.field === field ? wrong()?.text : undefined);

  function check(): { field: string; text: string } | null {
    if (!/^[a-z0-9_]{3,30}$/.test(handle())) return { field: "handle", text: "A handle has 3 to 30 letters a–z, digits or underscores." };
    if (fresh() && password().length < limits.password_chars_min) return { field: "password", text: "A password has at least 8 characters." };
    if (!password()) return { field: "password", text: "Type your password." };
    return null;
  }

  async function submit(e: Event): Promise<void> {
    e.preventDefault();
    setWrong(check());
    if (wrong()) return;
    setBusy(true);
    try {
      await (fresh() ? join(handle(), password()) : enter(handle(), password()));
      signedIn();
    } catch (error) {
      const field = error instanceof Problem ? error.field : null;
      setWrong({ field: field === "handle" || field === "password" ? field : null, text: sentence(error) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Sheet title={fresh() ? "Join" : "Sign in"} onClose={dropNeed}>
      <form onSubmit={(e) => void submit(e)} noValidate>
        <Show when={need()?.purpose}>{(purpose) => <p class="quiet">{fresh() ? "A handle and a password are enough to" : "Sign in to"} {purpose()}.</p>}</Show>
        <Show when={wrong() && wrong()?.field === null}><p class="form-problem" role="alert">{wrong()?.text}</p></Show>
        <div class="field">
          <label for="handle">Handle</label>
          <input
            id="handle" data-first name="username" autocomplete="username" autocapitalize="none" spellcheck={false} maxlength={limits.handle_chars_max} value={handle()}
            aria-invalid={wrongIn("handle") ? "true" : undefined} aria-describedby="handle-wrong"
            onInput={(e) => { setHandle(e.currentTarget.value.trim().replace(/^@/, "").toLowerCase()); setWrong(null); }}
          />
          <p id="handle-wrong" class="wrong" role="alert">{wrongIn("handle")}</p>
        </div>
        <div class="field">
          <label for="password">Password</label>
          <div class="secret">
            <input
              id="password" name="password" type={shown() ? "text" : "password"} autocomplete={fresh() ? "new-password" : "current-password"} maxlength={limits.password_chars_max} value={password()}
              aria-invalid={wrongIn("password") ? "true" : undefined} aria-describedby="password-wrong"
              onInput={(e) => { setPassword(e.currentTarget.value); setWrong(null); }}
            />
            <button type="button" class="icon-button" aria-label={shown() ? "Hide password" : "Show password"} onClick={() => setShown(!shown())}>
              <Show when={shown()} fallback={<Eye size={20} stroke-width={1.75} />}><EyeOff size={20} stroke-width={1.75} /></Show>
            </button>
          </div>
          <p id="password-wrong" class="wrong" role="alert">{wrongIn("password")}</p>
        </div>
        <button type="submit" class="button wide" disabled={busy()}>{fresh() ? "Create account" : "Sign in"}</button>
        <p class="swap">{fresh() ? "Been here before?" : "New here?"}
          <button type="button" onClick={() => { setFresh(!fresh()); setWrong(null); }}>{fresh() ? "Sign in instead" : "Create an account"}</button></p>
      </form>
    </Sheet>
  );
}
