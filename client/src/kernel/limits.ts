// Every bound of the client, with its unit in the name. The server's own limits are mirrored
// only where a form can spare the person a refused request.

export const limits = {
  page_items: 10,
  grid_page_items: 30,
  feed_refill_items: 6,
  feed_empty_pages_max: 3,
  list_items_max: 500,
  entities_max: 1000,
  lists_kept_max: 12,

  request_ms: 15_000,
  request_attempts_max: 3,
  retry_first_ms: 400,
  retry_most_ms: 30_000,

  media_fetches_at_once: 2,
  media_cache_bytes_max: 24_000_000,
  media_attempts_max: 4,
  prefetch_clips: 3,
  prefetch_safe_ms: 4_000,
  prefetch_keep_ms: 1_500,
  media_stall_ms: 12_000,

  views_batch_max: 100,
  views_waiting_max: 500,
  views_flush_at: 10,
  views_flush_ms: 8_000,
  view_least_ms: 200,

  handle_chars_min: 3,
  handle_chars_max: 30,
  password_chars_min: 8,
  password_chars_max: 256,
  name_chars_max: 50,
  bio_chars_max: 160,
  caption_chars_max: 2_200,
  comment_chars_max: 1_000,
  tags_max: 10,
  tag_chars_max: 50,

  upload_bytes_max: 200_000_000,
  upload_parts_at_once: 2,
  upload_part_attempts_max: 12,
  upload_part_silence_ms: 20_000,
  uploads_waiting_max: 5,
  upload_poll_first_ms: 600,
  upload_poll_most_ms: 4_000,
  upload_poll_ms_max: 900_000,

  picture_side_px: 400,
  toast_ms: 3_200,
  toasts_max: 2,
  search_wait_ms: 250,
} as const;
