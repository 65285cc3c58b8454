-- name: add_report (write, bucket: reporter)
-- Somebody finds that something should not be here.
INSERT INTO report (bucket, id, reporter_id, target_kind, target_id, reason, detail)
VALUES (%(bucket)s, %(id)s, %(reporter_id)s, %(target_kind)s, %(target_id)s, %(reason)s, %(detail)s);
