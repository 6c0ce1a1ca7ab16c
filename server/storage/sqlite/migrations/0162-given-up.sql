-- What was given up, the newest first.
CREATE INDEX deliveries_given_up_latest ON deliveries (n) WHERE state = 'given-up';
