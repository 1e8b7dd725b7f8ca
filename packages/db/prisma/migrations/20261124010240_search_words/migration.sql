-- Words that texts hold, for what is nearly spelled or sounds like them: English stems, and pinyin behind a "~". Filled by the
-- job that counts terms, so a word of the last minutes is found exactly and not yet nearly.
CREATE TABLE search_word (
  word text COLLATE "C" PRIMARY KEY,
  documents integer NOT NULL
);

-- Of the document that a row was made from: the checker compares it with what the entries would make now.
ALTER TABLE search_document ADD COLUMN hash text NOT NULL DEFAULT '';
