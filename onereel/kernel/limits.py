"""Every bound of Onereel, with its unit in its name. A queue, page, retry or upload without a line here is a defect."""

from __future__ import annotations

# Pages
page_items_default = 10
page_items_max = 30

# Requests
request_body_bytes_max = 1_000_000
idempotency_key_characters_max = 64
idempotency_keep_hours = 24

# Accounts
handle_characters_min = 3
handle_characters_max = 30
name_characters_max = 50
bio_characters_max = 160
password_characters_min = 8
password_characters_max = 256
picture_bytes_max = 5_000_000
picture_side_pixels = 320
picture_side_pixels_max = 8192
picture_children_at_once_max = 2
session_keep_days = 90
sessions_per_account_max = 50
visitor_keep_days = 30
wrong_passwords_max = 10
wrong_passwords_window_s = 15 * 60
sign_ups_per_address_max = 300
sign_ups_window_s = 60 * 60
password_hashes_at_once_max = 2

# Clips
clip_ms_max = 61_000
clip_side_pixels_max = 8192
caption_characters_max = 2_200
tags_max = 10
tag_characters_max = 50

# Interactions
comment_characters_max = 1_000
view_batch_events_max = 100
view_event_id_characters_max = 64
view_watched_ms_max = 24 * 60 * 60 * 1000
report_detail_characters_max = 1_000
search_query_characters_max = 100

# Feed
first_page_items = 3
feed_ready_ids_max = 30
feed_refill_below_ids = 15
feed_ready_keep_s = 60 * 60
feed_candidates_per_source_max = 120
feed_seen_ids_max = 500
feed_popular_window_days = 14
feed_popular_considered_max = 5_000
feed_popular_keep_s = 10
feed_source_pages_max = 20
feed_clips_per_author_max = 20
feed_followed_authors_max = 2_000
feed_followed_depths_max = 4
feed_refills_per_page_max = 3
feed_served_queue_items_max = 20_000
feed_served_flush_items_max = 1_000
feed_served_flush_s = 0.05
feed_served_settle_s = 0.25
card_keep_s = 60 * 60
cards_renamed_max = 200
viewer_state_ids_max = 2_000
viewer_state_keep_s = 5 * 60
precache_viewers_at_once_max = 8

# Facts and jobs
fact_batch_max = 200
fact_poll_s = 0.05
fact_keep_hours = 48
fact_attempts_max = 5
fact_sweep_rows_max = 5_000
job_attempts_max = 3
job_heartbeat_s = 3
job_stalled_after_s = 9
job_stalled_poll_s = 3
jobs_at_once_max = 2
drain_s = 10
sweep_every_s = 60

# Engines
db_pool_connections_max = 10
db_connect_s = 5
db_statement_ms_max = 10_000
db_pool_wait_s = 5
cache_connections_max = 32
cache_timeout_s = 0.5
cache_retry_after_s = 1.0
cache_owed_commands_max = 10_000
cache_settle_poll_s = 0.1
blob_connect_s = 5
blob_request_s = 60
blob_retries_max = 3
blob_chunk_bytes = 8_000_000
blob_chunks_at_once_max = 2
blob_piece_bytes = 1_000_000
blob_list_items_max = 1_000

# Uploads
upload_bytes_max = 200_000_000
upload_part_bytes_min = 256_000
upload_part_bytes_max = 8_000_000
upload_small_bytes_max = 16_000_000
upload_parts_max = 100
upload_name_characters_max = 255
uploads_open_max = 50
upload_sweep_rows_max = 100

# Media
encodes_at_once_max = 1
ingest_parts_at_once_max = 4
ingest_puts_at_once_max = 4
probe_s = 20
probe_cpu_s = 15
probe_memory_bytes_max = 1_000_000_000
probe_output_bytes_max = 8_000_000
encode_s = 20 * 60
encode_cpu_s = 20 * 60
encode_memory_bytes_max = 3_000_000_000
media_file_bytes_max = 300_000_000
media_message_characters_max = 300
clip_ms_min = 100
rendition_short_side_pixels = 720
rendition_long_side_pixels_max = 1280
rendition_bits_per_second_max = 1_500_000
rendition_gop_ms_max = 2_050
rendition_frames_per_second_max = 60
rendition_fragment_ms = 500
object_first_ms_min = 1_000
object_bytes = 1_000_000
poster_width_pixels_max = 720
poster_candidates = 6
poster_window_s = 12
poster_output_bytes_max = 24_000_000
thumbhash_side_pixels_max = 48

# Edge
edge_cache_bytes_max = 4_000_000_000
edge_cache_free_bytes_min = 500_000_000
edge_cache_idle_days = 30
edge_cache_lock_s = 30
edge_connections_max = 8_192
edge_connections_per_address_max = 2_000
edge_body_slack_bytes = 4_096
edge_retries_max = 3
edge_connect_s = 2
edge_answer_s = 60
edge_idle_s = 75
edge_retry_after_s = 2

# Cluster
cluster_tick_s = 0.1
cluster_idle_s = 1.0
cluster_probe_s = 2.0
cluster_probes_at_once_max = 8
cluster_ready_s_max = 300
cluster_start_attempts_max = 5
cluster_restart_s_min = 0.25
cluster_restart_s_max = 10.0
cluster_steady_s = 60
cluster_lock_wait_s = 5
cluster_sweep_s_max = 10
cluster_port_min = 20_000
cluster_port_max = 29_999
cluster_port_attempts_max = 200
disk_free_bytes_min = 500_000_000
log_bytes_max = 20_000_000
log_check_s = 60
log_tail_lines_max = 12

# Commands that talk to an installation
client_request_s = 60
client_attempts_max = 7
client_retry_first_s = 0.25
client_retry_max_s = 8
client_parts_at_once_max = 2
client_upload_rounds_max = 8
client_poll_first_s = 0.15
client_poll_max_s = 2
client_ready_s = 30 * 60
