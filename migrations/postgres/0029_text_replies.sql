-- What phones have answered to texts, each once: the last STOP or START of a phone counts, in every workspace.
CREATE TABLE text_reply (
    id BYTEA PRIMARY KEY,
    provider TEXT COLLATE "C" NOT NULL,
    -- What the provider calls it; where it only refuses to text the phone, our id of the text that was refused.
    provider_id TEXT COLLATE "C" NOT NULL,
    phone TEXT COLLATE "C" NOT NULL,
    meaning TEXT COLLATE "C" NOT NULL CHECK (meaning IN ('stop', 'start', 'help', 'other')),
    at BIGINT NOT NULL,
    -- Whether a text goes back.
    answered BIGINT NOT NULL CHECK (answered IN (0, 1)),
    UNIQUE (provider, provider_id)
);
CREATE INDEX text_reply_of_phone ON text_reply (phone, meaning, at);
CREATE INDEX text_reply_forgotten ON text_reply (at) WHERE meaning IN ('help', 'other');

-- Whose phone it is.
CREATE INDEX employee_by_phone ON employee (phone) WHERE phone IS NOT NULL;
CREATE INDEX alert_reader_by_number ON alert_reader (text_number) WHERE text_number IS NOT NULL;

-- What the word is about: any text at all, or confirmations of punches.
ALTER TABLE text_consent ADD COLUMN about TEXT COLLATE "C" NOT NULL DEFAULT 'texts'
    CHECK (about IN ('texts', 'confirmations'));

-- There are more kinds of texts.
ALTER TABLE text_message
    DROP CONSTRAINT text_message_kind_check,
    DROP CONSTRAINT text_message_check,
    ADD CONSTRAINT text_message_kind_check
        CHECK (kind IN ('setup link', 'worker page', 'alert', 'reply', 'confirmation')),
    ADD CONSTRAINT text_message_addressee CHECK ((employee_id IS NULL) = (user_id IS NOT NULL)),
    ADD CONSTRAINT text_message_kind_of_addressee CHECK (kind = 'reply' OR (kind = 'alert') = (user_id IS NOT NULL));
