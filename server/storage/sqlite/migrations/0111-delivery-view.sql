-- What operators see of hosts, and what they try again.
ALTER TABLE hosts ADD COLUMN open_until INTEGER;
ALTER TABLE hosts ADD COLUMN last_error TEXT;
CREATE INDEX deliveries_given_up ON deliveries (host, n) WHERE state = 'given-up';
