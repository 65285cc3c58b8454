import X from "lucide-solid/icons/x";
import { type JSX, onCleanup, onMount } from "solid-js";
import { pushLayer } from "./navigate";
import "./sheet.css";

/** A modal sheet: from the bottom on a phone, a card in the middle elsewhere. "Back", Escape and the veil close it. */
export function Sheet(props: { title: string; onClose: () => void; children: JSX.Element }) {
  let dialog!: HTMLDialogElement;
  let body!: HTMLDivElement;
  onMount(() => {
    dialog.showModal();
    // A keyboard that jumps up by itself hides what the sheet says.
    const field = matchMedia("(pointer: fine)").matches ? dialog.querySelector<HTMLElement>("[data-first]") : null;
    (field ?? body).focus();
    const takeBack = pushLayer(() => props.onClose());
    onCleanup(() => { dialog.close(); takeBack(); });
  });
  return (
    <dialog
      ref={dialog} class="sheet" aria-label={props.title}
      onCancel={(e) => { e.preventDefault(); props.onClose(); }}
      onClick={(e) => { if (e.target === dialog) props.onClose(); }}
    >
      <div ref={body} class="sheet-body" tabindex="-1">
        <header class="sheet-head">
          <h2>{props.title}</h2>
          <button type="button" class="icon-button" aria-label="Close" onClick={() => props.onClose()}><X size={22} stroke-width={1.75} /></button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
