-- A copy of a database must never write into the books of the real organisation.
-- Forget the consents and the app's secrets: without them nobody gets in.
UPDATE xero_credential
   SET sealed_access_token = NULL,
       sealed_refresh_token = NULL,
       expires_at = NULL;
UPDATE xero_app
   SET sealed_secret = NULL,
       sealed_webhook_key = NULL,
       sealed_previous_webhook_key = NULL;
DELETE FROM xero_consent;

-- Show that the connection is lost; links, settings and queued tasks stay.
UPDATE xero_connection
   SET state = 'expired',
       status_message = 'This is a copy of the database: nothing is sent to Xero from here.'
 WHERE state IN ('choosing', 'connected');

-- Stop the lanes.
UPDATE ir_cron
   SET active = false
 WHERE id IN (SELECT cron_id FROM xero_connection WHERE cron_id IS NOT NULL);
