-- What several queries share. Days are whole days since 1970 in Beijing (UTC+8 all year since 1991).
-- A condition is true, false or null; a control is null where a fact it needs is missing.

CREATE OR REPLACE MACRO beijing_day(moment) AS ((epoch_us(moment) + 28800000000) // 86400000000)::INTEGER;

CREATE OR REPLACE MACRO whole_day(day) AS (day - DATE '1970-01-01')::INTEGER;

CREATE OR REPLACE MACRO written_day(day) AS DATE '1970-01-01' + day;

-- 0 out of scope, 1 held, 2 broken, 3 undetermined, 4 undetermined because not even the scope is known.
CREATE OR REPLACE MACRO verdict(scope, held) AS
    CASE WHEN scope THEN CASE WHEN held THEN 1 WHEN held IS NULL THEN 3 ELSE 2 END
         WHEN scope IS NULL THEN 4 ELSE 0 END::UTINYINT;

CREATE OR REPLACE MACRO outcome(verdict) AS CASE verdict WHEN 2 THEN 'broken' ELSE 'undetermined' END;

-- What there is to say of a dossier by a control, and whether another control tells the cause already.
CREATE OR REPLACE MACRO say(control, verdict, day, told) AS
    {'control': control, 'verdict': verdict, 'day': day, 'told': coalesce(told, false)};

-- Over the rows of a group: false when one is false, else null when one is null or there is none.
CREATE OR REPLACE MACRO every_row(held, rows) AS
    CASE WHEN bool_and(held) THEN CASE WHEN count(held) = rows THEN true END WHEN NOT bool_and(held) THEN false END;

CREATE OR REPLACE MACRO whole_sum(amount, rows) AS CASE WHEN count(amount) = rows THEN sum(amount) END;

CREATE OR REPLACE MACRO one_text(text, rows) AS
    CASE WHEN count(text) = rows AND min(text) = max(text) THEN min(text) END;

-- Over the rows of a group: true when one is true, else null when one is null or there is none.
CREATE OR REPLACE MACRO some_row(held, rows) AS NOT every_row(NOT held, rows);

-- What answers to one document say together: one accepts it; null while it is worked on, for a day after the last.
CREATE OR REPLACE MACRO accepted(taken, refused, worked_on, last_day, today) AS
    CASE WHEN taken OR refused OR (worked_on AND today > last_day + 1) THEN taken END;

-- Something came, or may still come within 30 days of a day, or is missing.
CREATE OR REPLACE MACRO arrived(rows, since, today) AS
    CASE WHEN rows > 0 THEN true WHEN today > since + 30 THEN false END;

-- Equal once width, case and blanks are forgiven. Only texts that differ are looked at closely.
CREATE OR REPLACE MACRO plain(words) AS
    regexp_replace(lower(translate(nfc_normalize(words),
        '　０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ（），．－＋／：；！？＃＆＊＠',
        ' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz(),.-+/:;!?#&*@')), '\s', '', 'g');

CREATE OR REPLACE MACRO same_text(one, other) AS
    CASE WHEN one = other THEN true WHEN one <> other THEN plain(one) = plain(other) END;

-- GB 11643: 17 digits with a possible birth date, and a check character. The digits come as a number beside the text,
-- so that they are read once.
CREATE OR REPLACE MACRO digit(number, place) AS (number // (10 ** place)::BIGINT) % 10;

CREATE OR REPLACE MACRO resident_sum(number) AS
    digit(number, 16) * 7 + digit(number, 15) * 9 + digit(number, 14) * 10 + digit(number, 13) * 5
    + digit(number, 12) * 8 + digit(number, 11) * 4 + digit(number, 10) * 2 + digit(number, 9)
    + digit(number, 8) * 6 + digit(number, 7) * 3 + digit(number, 6) * 7 + digit(number, 5) * 9
    + digit(number, 4) * 10 + digit(number, 3) * 5 + digit(number, 2) * 8 + digit(number, 1) * 4
    + digit(number, 0) * 2;

CREATE OR REPLACE MACRO resident_number(id, first_digits) AS
    regexp_full_match(id, '[0-9]{6}(18|19|20)[0-9]{9}[0-9X]') AND try_strptime(id[7:14], '%Y%m%d') IS NOT NULL
    AND id[18] = '10X98765432'[resident_sum(first_digits) % 11 + 1];

-- GS1: 8, 12, 13 or 14 digits with a check digit; anything else is not a bar code to be checked.
CREATE OR REPLACE MACRO barcode_sum(number) AS
    digit(number, 0) + digit(number, 2) + digit(number, 4) + digit(number, 6) + digit(number, 8) + digit(number, 10)
    + digit(number, 12) + 3 * (digit(number, 1) + digit(number, 3) + digit(number, 5) + digit(number, 7)
    + digit(number, 9) + digit(number, 11) + digit(number, 13));

CREATE OR REPLACE MACRO barcode(code, number) AS
    coalesce(NOT regexp_full_match(code, '[0-9]{8}|[0-9]{12,14}')
             OR barcode_sum(number) % 10 = 0, true);

-- A customs code of 10 characters, or a social credit code (GB 32100) with the right check character.
CREATE OR REPLACE MACRO credit_place(letter) AS strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', letter) - 1;

CREATE OR REPLACE MACRO company_code(code) AS
    CASE WHEN code IS NULL THEN NULL
         WHEN regexp_full_match(code, '[0-9A-Z]{10}') THEN true
         WHEN regexp_full_match(code, '[0-9A-HJ-NPQRTUWXY]{18}')
         THEN credit_place(code[18]) = (31 - list_sum(list_transform(range(1, 18),
              lambda place: credit_place(code[place]) * (3 ** (place - 1) % 31))) % 31) % 31
         ELSE false END;
