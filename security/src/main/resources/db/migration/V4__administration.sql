-- Work that only one node may do at a time: whoever does it holds the row.
CREATE TABLE turn (
    name VARCHAR(64) PRIMARY KEY
);

INSERT INTO turn (name) VALUES ('administrators');

-- Administrators look for kinds too, newest first.
CREATE INDEX audit_record_by_kind ON audit_record (kind, sequence);
