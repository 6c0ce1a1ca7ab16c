-- What was set aside is forgotten as well as what is done with.
DROP INDEX inbound_done;
CREATE INDEX inbound_settled ON inbound (settled_at) WHERE state IN ('done', 'discarded');
