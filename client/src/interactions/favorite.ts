import { batch } from "solid-js";
import { sentence } from "../api/problems";
import { deleteFavorite, putFavorite } from "../api/routes";
import { askFavorited, isFavorited, knowFavorited } from "../entities/videos";
import { notice } from "./notice";
import { withAccount } from "./signin";
import { ToggleQueue } from "./toggle";

const queues = new Map<string, ToggleQueue>();

export function setFavorite(id: string, value: boolean): void {
  withAccount("favorite this clip", () => {
    if (value) navigator.vibrate?.(8);
    const queue = queues.get(id) ?? start(id);
    askFavorited(id, value);
    void queue.want(value).finally(() => { if (queue.idle) queues.delete(id); });
  });
}

export function toggleFavorite(id: string): void {
  setFavorite(id, !isFavorited(id));
}

function start(id: string): ToggleQueue {
  const queue = new ToggleQueue(isFavorited(id), {
    send: (value) => (value ? putFavorite(id) : deleteFavorite(id)),
    done: (value) => batch(() => { knowFavorited(id, value); askFavorited(id, undefined); }),
    failed: (known, error) => {
      batch(() => { knowFavorited(id, known); askFavorited(id, undefined); });
      notice(sentence(error));
    },
  });
  queues.set(id, queue);
  return queue;
}
