import { createSignal } from "solid-js";
import { limits } from "../kernel/limits";

export interface Notice {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

const [notices, setNotices] = createSignal<Notice[]>([]);
let next = 0;

export { notices };

export function notice(text: string, action?: Notice["action"]): void {
  const id = (next += 1);
  setNotices((all) => [...all.filter((other) => other.text !== text), { id, text, ...(action ? { action } : {}) }].slice(-limits.toasts_max));
  setTimeout(() => dismissNotice(id), action ? limits.toast_ms * 2 : limits.toast_ms);
}

export function dismissNotice(id: number): void {
  setNotices((all) => all.filter((other) => other.id !== id));
}
