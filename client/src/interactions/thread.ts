import { batch, createSignal } from "solid-js";
import { Problem, sentence } from "../api/problems";
import {
  deleteComment, deleteCommentFavorite, getComments, postComment, putCommentFavorite,
} from "../api/routes";
import type { Comment } from "../api/types";
import { me } from "../entities/me";
import { countComments } from "../entities/videos";
import { limits } from "../kernel/limits";
import { randomId } from "../kernel/random";
import { notice } from "./notice";
import { withAccount } from "./signin";
import { ToggleQueue } from "./toggle";

export interface Entry {
  comment: Comment;
  /** Own words on their way, or words that did not get through. */
  sending?: "waiting" | "failed";
  failure?: string;
}

export type ThreadState = "loading" | "idle" | "failed" | "ended";

/** The comments of one clip: the roots newest first, and under each the replies that were unfolded. */
export class Thread {
  readonly #roots = createSignal<Entry[]>([]);
  readonly #replies = createSignal<Record<string, Entry[]>>({});
  readonly #state = createSignal<ThreadState>("loading");
  readonly roots = this.#roots[0];
  readonly state = this.#state[0];
  readonly #cursors = new Map<string, string | null>();
  readonly #favorites = new Map<string, ToggleQueue>();
  failure = "";

  constructor(readonly videoId: string) {
    void this.more();
  }

  replies(parentId: string): Entry[] | undefined {
    return this.#replies[0]()[parentId];
  }

  /** Whether replies remain that were not fetched. */
  hasMoreReplies(parentId: string): boolean {
    return this.#cursors.get(parentId) !== null;
  }

  async more(): Promise<void> {
    this.#state[1]("loading");
    try {
      const page = await getComments(this.videoId, { cursor: this.#cursors.get("") ?? null, limit: limits.page_items * 2 });
      this.#cursors.set("", page.next_cursor);
      this.#roots[1]((all) => joined(all, page.items));
      this.#state[1](page.next_cursor === null ? "ended" : "idle");
    } catch (error) {
      this.failure = sentence(error);
      this.#state[1]("failed");
    }
  }

  async unfold(parentId: string): Promise<void> {
    try {
      const cursor = this.#cursors.get(parentId) ?? null;
      const page = await getComments(this.videoId, { parentId, cursor, limit: limits.page_items });
      this.#cursors.set(parentId, page.next_cursor);
      this.#replies[1]((all) => ({ ...all, [parentId]: joined(all[parentId] ?? [], page.items) }));
    } catch (error) {
      notice(sentence(error));
    }
  }

  fold(parentId: string): void {
    this.#cursors.delete(parentId);
    this.#replies[1](({ [parentId]: _, ...rest }) => rest);
  }

  send(text: string, parentId: string | null): void {
    withAccount("comment", () => {
      const author = me();
      if (!author) return;
      const comment: Comment = {
        id: `local-${randomId()}`, video_id: this.videoId, author, text, parent_id: parentId,
        counts: { favorites: 0, replies: 0 }, viewer: { favorited: false }, created_at: new Date().toISOString(),
      };
      const entry: Entry = { comment, sending: "waiting" };
      if (parentId) this.#replies[1]((all) => ({ ...all, [parentId]: [...(all[parentId] ?? []), entry] }));
      else this.#roots[1]((all) => [entry, ...all]);
      void this.#post(entry);
    });
  }

  again(entry: Entry): void {
    this.#replace(entry.comment.id, { comment: entry.comment, sending: "waiting" });
    void this.#post(entry);
  }

  async remove(entry: Entry): Promise<void> {
    const { comment } = entry;
    if (entry.sending) return this.#drop(comment);
    try {
      await deleteComment(comment.id);
    } catch (error) {
      if (!(error instanceof Problem && error.status === 404)) return notice(sentence(error));
    }
    this.#drop(comment);
    countComments(this.videoId, -1 - comment.counts.replies);
  }

  favorite(comment: Comment): void {
    withAccount("favorite a comment", () => {
      let queue = this.#favorites.get(comment.id);
      if (!queue) {
        queue = new ToggleQueue(comment.viewer.favorited, {
          send: (value) => (value ? putCommentFavorite(comment.id) : deleteCommentFavorite(comment.id)),
          done: () => {},
          failed: (known, error) => { this.#mark(comment.id, known); notice(sentence(error)); },
        });
        this.#favorites.set(comment.id, queue);
      }
      const value = !(this.#find(comment.id)?.comment.viewer.favorited ?? false);
      this.#mark(comment.id, value);
      void queue.want(value);
    });
  }

  async #post(entry: Entry): Promise<void> {
    const { comment } = entry;
    try {
      const stored = await postComment(this.videoId, comment.text, comment.parent_id);
      batch(() => {
        this.#replace(comment.id, { comment: stored });
        countComments(this.videoId, 1);
        if (stored.parent_id) this.#countReplies(stored.parent_id, 1);
      });
    } catch (error) {
      this.#replace(comment.id, { comment, sending: "failed", failure: sentence(error) });
    }
  }

  #find(id: string): Entry | undefined {
    return [this.roots(), ...Object.values(this.#replies[0]())].flat().find((entry) => entry.comment.id === id);
  }

  #replace(id: string, entry: Entry): void {
    const swap = (all: Entry[]) => all.map((other) => (other.comment.id === id ? entry : other));
    batch(() => {
      this.#roots[1](swap);
      this.#replies[1]((all) => Object.fromEntries(Object.entries(all).map(([parent, entries]) => [parent, swap(entries)])));
    });
  }

  #drop({ id, parent_id }: Comment): void {
    const without = (all: Entry[]) => all.filter((other) => other.comment.id !== id);
    batch(() => {
      if (!parent_id) return this.#roots[1](without);
      this.#replies[1]((all) => ({ ...all, [parent_id]: without(all[parent_id] ?? []) }));
      this.#countReplies(parent_id, -1);
    });
  }

  #countReplies(parentId: string, change: number): void {
    const entry = this.#find(parentId);
    if (!entry) return;
    const { comment } = entry;
    this.#replace(parentId, { ...entry, comment: { ...comment, counts: { ...comment.counts, replies: Math.max(0, comment.counts.replies + change) } } });
  }

  #mark(id: string, favorited: boolean): void {
    const entry = this.#find(id);
    if (!entry || entry.comment.viewer.favorited === favorited) return;
    const { comment } = entry;
    const favorites = Math.max(0, comment.counts.favorites + (favorited ? 1 : -1));
    this.#replace(id, { ...entry, comment: { ...comment, viewer: { favorited }, counts: { ...comment.counts, favorites } } });
  }
}

function joined(known: Entry[], more: Comment[]): Entry[] {
  const ids = new Set(known.map((entry) => entry.comment.id));
  return [...known, ...more.filter((comment) => !ids.has(comment.id)).map((comment) => ({ comment }))];
}
