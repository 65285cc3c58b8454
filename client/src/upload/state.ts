import { createSignal } from "solid-js";

/** How far the upload on its way is, for the ring around ＋; null when there is none. */
const [uploadShare, setUploadShare] = createSignal<number | null>(null);

export { setUploadShare, uploadShare };
