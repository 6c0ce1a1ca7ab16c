-- What has expired is forgotten.
CREATE INDEX oauth_codes_expiry ON oauth_codes (expires_at);
