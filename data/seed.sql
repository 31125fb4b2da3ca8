-- The facts that negotrack starts with: Viet Nam's accession to the WTO (as it stood in May 2005),
-- the Viet Nam-US Agreement on Reciprocal Trade and Costa Rica's accession to the CPTPP (November 2025).
--
-- Every statement names its source. Where sources differ, both are kept.
--
-- The program loads this file when it makes a store. To load it by hand into a fresh, empty store:
--
--     negotrack --db FILE init --empty
--     sqlite3 FILE
--     sqlite> PRAGMA foreign_keys = ON;
--     sqlite> .read data/seed.sql
--
-- Dates: `date` is EDTF text; `earliest` and `latest` are the plain days it spans. 0001-01-01 and
-- 9999-12-31 stand for an open side. A round lasts from earliest to latest; everything else happened on
-- one day between them. Nothing here is SQLite's own: the file loads into PostgreSQL too.


-- 1. Sources

-- Viet Nam and the WTO, as the Vietnamese press had it in 2005.
INSERT INTO source
  (code, title,
   publisher, date, earliest, latest,
   language, address, note)
VALUES
  ('vnexpress-2005-05', 'Tiếp tục đàm phán WTO với Trung Quốc',
   'Vietnamese press', '2005-05-12~', '2005-05-11', '2005-05-13',
   'vi', NULL, 'Undated. The newest headline listed beneath it is of 11 May 2005.'),
  ('vnexpress-2005-05-05-some-countries', 'Sắp kết thúc đàm phán WTO với một số nước',
   'Vietnamese press', '2005-05-05', '2005-05-05', '2005-05-05',
   'vi', NULL, 'Known by its headline only.'),
  ('vnexpress-2005-05-06-us', 'Mỹ cam kết đẩy nhanh đàm phán WTO với VN',
   'Vietnamese press', '2005-05-06', '2005-05-06', '2005-05-06',
   'vi', NULL, 'Known by its headline only.'),
  ('vnexpress-2005-05-06-australia', 'Australia tạo điều kiện để Việt Nam vào WTO',
   'Vietnamese press', '2005-05-06', '2005-05-06', '2005-05-06',
   'vi', NULL, 'Known by its headline only.'),
  ('vnexpress-2005-05-09-laws', 'Chạy đua với thời gian để làm luật vào WTO',
   'Vietnamese press', '2005-05-09', '2005-05-09', '2005-05-09',
   'vi', NULL, 'Known by its headline only.'),
  ('vnexpress-2005-05-11-no-more-pressure', 'Đàm phán WTO, không nên ép VN thêm nữa',
   'Vietnamese press', '2005-05-11', '2005-05-11', '2005-05-11',
   'vi', NULL, 'Known by its headline only.'),
  ('roadmap-2005', 'Lộ trình chuẩn bị gia nhập WTO của Việt Nam',
   'Vietnamese press', '[2004-12-15..2005-05]', '2004-12-15', '2005-05-31',
   'vi', NULL, 'Undated. Written after the ninth Working Party meeting and by May 2005.');

-- What the WTO and others say.
INSERT INTO source
  (code, title,
   publisher, date, earliest, latest,
   language, address, note)
VALUES
  ('wto-2004-06', 'Members praise Viet Nam''s new offers, but seek improvements and more clarification',
   'World Trade Organization', '2004-06', '2004-06-01', '2004-06-30',
   'en', 'http://www.scoop.co.nz/stories/WO0406/S00266.htm', 'WTO news item on the Working Party meeting of 15 June 2004, as reprinted by Scoop.'),
  ('vietnamgateway-2004-10', 'EU deal advances Viet Nam down road to WTO',
   'Vietnam Gateway', '2004-10', '2004-10-01', '2004-10-31',
   'en', 'https://www.vietnamgateway.org/business/index.php?id=0504&cid=041012093222', 'Gives the day on which the deal with the EU was announced.'),
  ('wto-2004-12-15', 'Accession moves forward as members examine the terms',
   'World Trade Organization', '2004-12-15', '2004-12-15', '2004-12-15',
   'en', 'https://www.wto.org/english/news_e/news04_e/acc_vietnam_15dec04_e.htm', 'WTO news item on the ninth Working Party meeting.'),
  ('wto-2006-03-27', 'Viet Nam''s talks now "well into final stages"',
   'World Trade Organization', '2006-03-27', '2006-03-27', '2006-03-27',
   'en', 'https://www.wto.org/english/news_e/news06_e/acc_vietnam_27march06_e.htm', 'WTO news item: the only full list of the 27 partners of the bilateral talks.'),
  ('wto-agreement', 'Marrakesh Agreement Establishing the World Trade Organization',
   'World Trade Organization', '1994-04-15', '1994-04-15', '1994-04-15',
   'en', 'https://www.wto.org/english/docs_e/legal_e/04-wto_e.htm', 'Article XII is on accession.'),
  ('wto-accession-practice', 'How to become a member of the WTO',
   'World Trade Organization', NULL, NULL, NULL,
   'en', 'https://www.wto.org/english/thewto_e/acc_e/acces_e.htm', 'How accessions work in practice.');

-- The talks of November 2025.
INSERT INTO source
  (code, title,
   publisher, date, earliest, latest,
   language, address, note)
VALUES
  ('baochinhphu-2025-11-11', 'Việt Nam - Hoa Kỳ quyết tâm sớm hoàn tất Hiệp định thương mại đối ứng',
   'Government newspaper of Viet Nam', '2025-11-11', '2025-11-11', '2025-11-11',
   'vi', 'https://baochinhphu.vn/viet-nam-hoa-ky-quyet-tam-som-hoan-tat-hiep-dinh-thuong-mai-doi-ung-102251111190605736.htm', NULL),
  ('press-2025-11', 'Fifth round of the reciprocal trade talks',
   'Ministry of Industry and Trade, through the press', '2025-11', '2025-11-01', '2025-11-30',
   'vi', NULL, 'The copy at hand has no headline and no date; the title says what it is about.'),
  ('moit-2025-11', 'Fifth round of the reciprocal trade talks; call with Costa Rica',
   'Vietnamese press', '2025-11', '2025-11-01', '2025-11-30',
   'vi', NULL, 'The copy at hand has no headline and no date; the title says what it is about.');

-- Treaty and codes.
INSERT INTO source
  (code, title,
   publisher, date, earliest, latest,
   language, address, note)
VALUES
  ('cptpp-agreement', 'Comprehensive and Progressive Agreement for Trans-Pacific Partnership',
   'New Zealand, depositary', '2018-03-08', '2018-03-08', '2018-03-08',
   'en', 'https://www.dfat.gov.au/trade/agreements/in-force/cptpp', 'Signed by eleven parties; the United Kingdom is the twelfth. Article 27.3: the Commission decides by consensus.'),
  ('iso-3166', 'ISO 3166-1, country codes',
   'International Organization for Standardization', NULL, NULL, NULL,
   'en', 'https://www.iso.org/iso-3166-country-codes.html', 'Gives the codes. The names here are the ones that the WTO uses.');


-- 2. Partners, their names, groups

INSERT INTO partner (code, alpha3, name, kind, source) VALUES
  ('AR', 'ARG', 'Argentina',          'economy',      'iso-3166'),
  ('AU', 'AUS', 'Australia',          'economy',      'iso-3166'),
  ('BG', 'BGR', 'Bulgaria',           'economy',      'iso-3166'),
  ('BN', 'BRN', 'Brunei Darussalam',  'economy',      'iso-3166'),
  ('BR', 'BRA', 'Brazil',             'economy',      'iso-3166'),
  ('CA', 'CAN', 'Canada',             'economy',      'iso-3166'),
  ('CH', 'CHE', 'Switzerland',        'economy',      'iso-3166'),
  ('CL', 'CHL', 'Chile',              'economy',      'iso-3166'),
  ('CN', 'CHN', 'China',              'economy',      'iso-3166'),
  ('CO', 'COL', 'Colombia',           'economy',      'iso-3166'),
  ('CR', 'CRI', 'Costa Rica',         'economy',      'iso-3166'),
  ('CU', 'CUB', 'Cuba',               'economy',      'iso-3166'),
  ('DO', 'DOM', 'Dominican Republic', 'economy',      'iso-3166'),
  ('EU', NULL,  'European Union',     'organisation', 'wto-2006-03-27'),
  ('GB', 'GBR', 'United Kingdom',     'economy',      'iso-3166'),
  ('HN', 'HND', 'Honduras',           'economy',      'iso-3166'),
  ('IN', 'IND', 'India',              'economy',      'iso-3166'),
  ('IS', 'ISL', 'Iceland',            'economy',      'iso-3166'),
  ('JP', 'JPN', 'Japan',              'economy',      'iso-3166'),
  ('KR', 'KOR', 'Republic of Korea',  'economy',      'iso-3166'),
  ('MX', 'MEX', 'Mexico',             'economy',      'iso-3166'),
  ('MY', 'MYS', 'Malaysia',           'economy',      'iso-3166'),
  ('NO', 'NOR', 'Norway',             'economy',      'iso-3166'),
  ('NZ', 'NZL', 'New Zealand',        'economy',      'iso-3166'),
  ('PE', 'PER', 'Peru',               'economy',      'iso-3166'),
  ('PY', 'PRY', 'Paraguay',           'economy',      'iso-3166'),
  ('SG', 'SGP', 'Singapore',          'economy',      'iso-3166'),
  ('SV', 'SLV', 'El Salvador',        'economy',      'iso-3166'),
  ('TR', 'TUR', 'Türkiye',            'economy',      'iso-3166'),
  ('TW', 'TWN', 'Chinese Taipei',     'economy',      'iso-3166'),
  ('US', 'USA', 'United States',      'economy',      'iso-3166'),
  ('UY', 'URY', 'Uruguay',            'economy',      'iso-3166'),
  ('VN', 'VNM', 'Viet Nam',           'economy',      'iso-3166');

-- Vietnamese names.
INSERT INTO partner_name (partner, language, name) VALUES
  ('AR', 'vi', 'Ác-hen-ti-na'),
  ('AU', 'vi', 'Úc'),
  ('AU', 'vi', 'Ô-xtrây-li-a'),
  ('BG', 'vi', 'Bun-ga-ri'),
  ('BN', 'vi', 'Bru-nây'),
  ('BR', 'vi', 'Bra-xin'),
  ('CA', 'vi', 'Ca-na-đa'),
  ('CH', 'vi', 'Thụy Sĩ'),
  ('CH', 'vi', 'Thuỵ Sỹ'),
  ('CL', 'vi', 'Chi-lê'),
  ('CN', 'vi', 'Trung Quốc'),
  ('CO', 'vi', 'Cô-lôm-bi-a'),
  ('CR', 'vi', 'Cốt-xta Ri-ca'),
  ('CU', 'vi', 'Cu-ba'),
  ('DO', 'vi', 'Cộng hòa Dominica'),
  ('DO', 'vi', 'Dominicana'),
  ('EU', 'vi', 'Liên minh châu Âu'),
  ('EU', 'vi', 'Liên minh Châu Âu'),
  ('GB', 'vi', 'Anh'),
  ('GB', 'vi', 'Vương quốc Anh'),
  ('HN', 'vi', 'Hôn-đu-rát'),
  ('IN', 'vi', 'Ấn Độ'),
  ('IS', 'vi', 'Ai-xơ-len'),
  ('JP', 'vi', 'Nhật Bản'),
  ('JP', 'vi', 'Nhật'),
  ('KR', 'vi', 'Hàn Quốc'),
  ('MX', 'vi', 'Mê-hi-cô'),
  ('MY', 'vi', 'Ma-lai-xi-a'),
  ('NO', 'vi', 'Na Uy'),
  ('NZ', 'vi', 'Niu Di-lân'),
  ('PE', 'vi', 'Pê-ru'),
  ('PY', 'vi', 'Pa-ra-goay'),
  ('SG', 'vi', 'Xin-ga-po'),
  ('SV', 'vi', 'En Xan-va-đo'),
  ('TR', 'vi', 'Thổ Nhĩ Kỳ'),
  ('TW', 'vi', 'Đài Loan'),
  ('TW', 'vi', 'Đài Bắc Trung Hoa'),
  ('US', 'vi', 'Mỹ'),
  ('US', 'vi', 'Hoa Kỳ'),
  ('UY', 'vi', 'U-ru-goay'),
  ('VN', 'vi', 'Việt Nam');

-- Other English names.
INSERT INTO partner_name (partner, language, name) VALUES
  ('BN', 'en', 'Brunei'),
  ('EU', 'en', 'EC'),
  ('EU', 'en', 'European Communities'),
  ('GB', 'en', 'UK'),
  ('GB', 'en', 'Great Britain'),
  ('KR', 'en', 'South Korea'),
  ('TR', 'en', 'Turkey'),
  ('TW', 'en', 'Taiwan'),
  ('US', 'en', 'USA'),
  ('US', 'en', 'United States of America'),
  ('VN', 'en', 'Vietnam');

INSERT INTO partner_group (code, title, source) VALUES
  ('QUAD', 'The Quad', 'vnexpress-2005-05');

INSERT INTO group_member (group_code, partner) VALUES
  ('QUAD', 'CA'),
  ('QUAD', 'EU'),
  ('QUAD', 'JP'),
  ('QUAD', 'US');


-- 3. Negotiations

INSERT INTO negotiation
  (code, kind, applicant, closed_from, source,
   title,
   note)
VALUES
  ('WTO', 'accession', 'VN', 'concluded', 'vnexpress-2005-05',
   'Viet Nam''s accession to the WTO',
   'The participants are the 27 members that asked for bilateral talks.'),
  ('US-ART', 'bilateral', NULL, 'signed', 'baochinhphu-2025-11-11',
   'Viet Nam-US Agreement on Reciprocal Trade',
   NULL),
  ('CPTPP-CR', 'accession', 'CR', 'concluded', 'moit-2025-11',
   'Costa Rica''s accession to the CPTPP',
   'The participants are the twelve parties to the CPTPP.');

-- The 27 members that asked Viet Nam for talks. The number is the newspaper's, the names are the WTO's.
INSERT INTO participant (negotiation, partner, role, votes, may_block, source) VALUES
  ('WTO', 'AR', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'AU', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'BG', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'BR', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'CA', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'CH', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'CL', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'CN', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'CO', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'CU', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'DO', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'EU', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'HN', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'IN', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'IS', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'JP', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'KR', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'MX', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'NO', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'NZ', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'PY', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'SG', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'SV', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'TR', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'TW', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'US', 'member', 1, 1, 'wto-2006-03-27'),
  ('WTO', 'UY', 'member', 1, 1, 'wto-2006-03-27');

-- The other side of the reciprocal trade agreement.
INSERT INTO participant (negotiation, partner, role, votes, may_block, source) VALUES
  ('US-ART', 'US', 'party', 1, 1, 'baochinhphu-2025-11-11');

-- The twelve parties that decide on Costa Rica.
INSERT INTO participant (negotiation, partner, role, votes, may_block, source) VALUES
  ('CPTPP-CR', 'AU', 'party', 1, 1, 'cptpp-agreement'),
  ('CPTPP-CR', 'BN', 'party', 1, 1, 'cptpp-agreement'),
  ('CPTPP-CR', 'CA', 'party', 1, 1, 'cptpp-agreement'),
  ('CPTPP-CR', 'CL', 'party', 1, 1, 'cptpp-agreement'),
  ('CPTPP-CR', 'GB', 'party', 1, 1, 'cptpp-agreement'),
  ('CPTPP-CR', 'JP', 'party', 1, 1, 'cptpp-agreement'),
  ('CPTPP-CR', 'MX', 'party', 1, 1, 'cptpp-agreement'),
  ('CPTPP-CR', 'MY', 'party', 1, 1, 'cptpp-agreement'),
  ('CPTPP-CR', 'NZ', 'party', 1, 1, 'cptpp-agreement'),
  ('CPTPP-CR', 'PE', 'party', 1, 1, 'cptpp-agreement'),
  ('CPTPP-CR', 'SG', 'party', 1, 1, 'cptpp-agreement'),
  ('CPTPP-CR', 'VN', 'party', 1, 1, 'cptpp-agreement');

INSERT INTO chapter (negotiation, code, title, source) VALUES
  ('WTO',    'goods',         'Goods',                                     'vnexpress-2005-05'),
  ('WTO',    'services',      'Services',                                  'vnexpress-2005-05'),
  ('US-ART', 'services',      'Services',                                  'press-2025-11'),
  ('US-ART', 'digital-trade', 'Digital trade',                             'press-2025-11'),
  ('US-ART', 'agriculture',   'Agriculture',                               'press-2025-11'),
  ('US-ART', 'tbt',           'Technical barriers to trade (TBT)',         'press-2025-11'),
  ('US-ART', 'sps',           'Sanitary and phytosanitary measures (SPS)', 'press-2025-11'),
  ('US-ART', 'other',         'Remaining issues',                          'press-2025-11');

INSERT INTO rule
  (negotiation, name, expression, is_default, source,
   note)
VALUES
  ('WTO', 'consensus', 'all', 1, 'wto-accession-practice',
   'The practice: the Working Party decides by consensus, so every member that asked for talks has to be satisfied. Viet Nam''s own policy is to finish with all of them (vnexpress-2005-05).'),
  ('WTO', 'law', '2/3', 0, 'wto-agreement',
   'The law: under Article XII:2 two-thirds of the Members approve. It gives no member a veto and names no Quad. Its two-thirds are of all Members; here they are counted over the 27.'),
  ('WTO', 'vote', '2/3 and all(QUAD)', 0, 'vnexpress-2005-05',
   'A newspaper''s claim: at least two-thirds of the votes, among them the whole Quad. The WTO Agreement asks for two-thirds and says nothing of a Quad. Counted over the 27.'),
  ('CPTPP-CR', 'consensus', 'all', 1, 'cptpp-agreement',
   'The parties decide by consensus in the CPTPP Commission.');


-- 4. Milestones

-- The roadmap counts six stages. The milestones without a stage number lie between them.
INSERT INTO milestone
  (negotiation, code, stage, source, title,
   note)
VALUES
  ('WTO', 'application', 1, 'roadmap-2005', 'Application',
   NULL),
  ('WTO', 'working-party', NULL, 'roadmap-2005', 'Working Party established',
   'Chaired by Seung Ho. Two sources differ on the country he represents: North Korea (vnexpress-2005-05), Republic of Korea (wto-2004-12-15).'),
  ('WTO', 'memorandum', 2, 'roadmap-2005', 'Memorandum on the foreign trade regime',
   NULL),
  ('WTO', 'transparency', 3, 'roadmap-2005', 'Questions and replies on trade policy',
   'Viet Nam explains its policies to the Working Party. The work goes on as long as the talks, and after them.'),
  ('WTO', 'offers', 4, 'roadmap-2005', 'Initial offers and bilateral talks',
   'The dates are those of the initial offers. The stage lasts until the bilateral talks are finished.'),
  ('WTO', 'bilateral-talks', NULL, 'roadmap-2005', 'Bilateral talks begun',
   NULL),
  ('WTO', 'bilaterals-concluded', NULL, 'vnexpress-2005-05', 'Bilateral talks concluded',
   NULL),
  ('WTO', 'protocol', 5, 'roadmap-2005', 'Protocol of accession',
   'Not begun when the roadmap was written.'),
  ('WTO', 'hong-kong', NULL, 'vnexpress-2005-05', 'Accession announced at the Ministerial Conference in Hong Kong',
   NULL),
  ('WTO', 'ratification', 6, 'roadmap-2005', 'Ratification of the protocol',
   'By the President or the National Assembly. Not begun when the roadmap was written.'),
  ('WTO', 'membership', NULL, 'roadmap-2005', 'Membership',
   'Follows 30 days after ratification.'),
  ('US-ART', 'joint-statement', NULL, 'baochinhphu-2025-11-11', 'Joint statement on the framework of the agreement',
   'The framework is of a reciprocal, fair and balanced trade agreement.');

INSERT INTO milestone_date (id, negotiation, milestone, state, date, earliest, latest, source, note) VALUES
  ('wto-application-filed',       'WTO',    'application',          'reached', '1994-12',            '1994-12-01', '1994-12-31', 'vnexpress-2005-05',      'Dates the filing by Viet Nam.'),
  ('wto-application-received',    'WTO',    'application',          'reached', '1995-01-04',         '1995-01-04', '1995-01-04', 'vnexpress-2005-05',      'Dates the receipt by the WTO.'),
  ('wto-application-roadmap',     'WTO',    'application',          'reached', '1995-01',            '1995-01-01', '1995-01-31', 'roadmap-2005',           'Dates the filing, later than vnexpress-2005-05 does.'),
  ('wto-working-party-vnexpress', 'WTO',    'working-party',        'reached', '1995-01-31',         '1995-01-31', '1995-01-31', 'vnexpress-2005-05',      'Takes the chair, Seung Ho, for the trade representative of North Korea.'),
  ('wto-working-party-roadmap',   'WTO',    'working-party',        'reached', '1995-01-31',         '1995-01-31', '1995-01-31', 'roadmap-2005',           NULL),
  ('wto-memorandum',              'WTO',    'memorandum',           'reached', '1996-08',            '1996-08-01', '1996-08-31', 'roadmap-2005',           'Completed and sent to the WTO.'),
  ('wto-offers',                  'WTO',    'offers',               'reached', '[2002-01..2002-03]', '2002-01-01', '2002-03-31', 'roadmap-2005',           'Initial offers on tariffs and on services. The source says only early 2002.'),
  ('wto-bilateral-talks',         'WTO',    'bilateral-talks',      'reached', '2002-04',            '2002-04-01', '2002-04-30', 'roadmap-2005',           'With some members, from the fifth Working Party meeting on.'),
  ('wto-transparency',            'WTO',    'transparency',         'reached', '[..2003-05]',        '0001-01-01', '2003-05-31', 'roadmap-2005',           'Basically complete after six Working Party meetings, but a continuous task.'),
  ('wto-bilaterals-concluded',    'WTO',    'bilaterals-concluded', 'planned', '2005-06~',           '2005-05-01', '2005-07-31', 'vnexpress-2005-05',      'A hope of Viet Nam and its partners: the middle of 2005.'),
  ('wto-hong-kong',               'WTO',    'hong-kong',            'planned', '2005-12',            '2005-12-01', '2005-12-31', 'vnexpress-2005-05',      NULL),
  ('us-art-joint-statement',      'US-ART', 'joint-statement',      'reached', '[..2025-11-10]',     '0001-01-01', '2025-11-10', 'baochinhphu-2025-11-11', 'Agreed before the ministerial session of 10 November 2025, which took it as the basis.');


-- 5. Rounds and what they achieved

-- Viet Nam's accession to the WTO.
INSERT INTO round
  (id, negotiation, label, date, earliest, latest, state,
   track, level, mode, place, source,
   heads,
   summary,
   note)
VALUES
  ('wto-2002-04-working-party', 'WTO', '5', '2002-04', '2002-04-01', '2002-04-30', 'held',
   'multilateral', 'working-party', 'in-person', 'Geneva', 'roadmap-2005',
   NULL,
   'Fifth meeting of the Working Party. Bilateral talks with some of its members began from here.',
   NULL),
  ('wto-2003-05-working-party', 'WTO', '6', '2003-05', '2003-05-01', '2003-05-31', 'held',
   'multilateral', 'working-party', 'in-person', 'Geneva', 'roadmap-2005',
   NULL,
   'Sixth meeting of the Working Party. By now Viet Nam had basically finished explaining its policies.',
   'The source says that there had been six meetings by May 2003.'),
  ('wto-2004-06-15-working-party', 'WTO', '8', '2004-06-15', '2004-06-15', '2004-06-15', 'held',
   'multilateral', 'working-party', 'in-person', 'Geneva', 'wto-2004-06',
   NULL,
   'Eighth meeting of the Working Party.',
   'The Vietnamese press of 2005 does not date this meeting. The day is the WTO''s; wto-2004-12-15 calls it the last meeting before the ninth.'),
  ('wto-2004-09-cn', 'WTO', NULL, '2004-09-01/2004-09-10', '2004-09-01', '2004-09-10', 'held',
   'bilateral', NULL, 'in-person', 'Hanoi', 'vnexpress-2005-05',
   NULL,
   'Bilateral session with China on market access for goods and services.',
   'The source says only the first ten days of September 2004. The days within them are not known.'),
  ('wto-2004-12-15-working-party', 'WTO', '9', '2004-12-15', '2004-12-15', '2004-12-15', 'held',
   'multilateral', 'working-party', 'in-person', 'Geneva', 'vnexpress-2005-05',
   NULL,
   'Ninth meeting of the Working Party. China: no bilateral on the margins, one short statement in plenary; unmet interests and much left to negotiate.',
   'wto-2004-12-15 gives the same day; by this meeting six bilateral talks were finished.'),
  ('wto-2005-05-cn', 'WTO', NULL, '2005-05', '2005-05-01', '2005-05-31', 'held',
   'bilateral', NULL, 'in-person', 'Beijing', 'vnexpress-2005-05',
   NULL,
   'Bilateral session with China on market access for goods and services.',
   'Under way when reported, about 12 May 2005. The source gives no day and no result.');

-- Viet Nam-US Agreement on Reciprocal Trade.
INSERT INTO round
  (id, negotiation, label, date, earliest, latest, state,
   track, level, mode, place, source,
   heads,
   summary,
   note)
VALUES
  ('us-art-2025-11-10-ministerial', 'US-ART', '8', '2025-11-10', '2025-11-10', '2025-11-10', 'held',
   'bilateral', 'ministerial', 'in-person', 'Washington, D.C.', 'baochinhphu-2025-11-11',
   'Nguyễn Hồng Diên (Viet Nam), Jamieson Greer (United States)',
   'Eighth face-to-face session at ministerial level. It built on the joint statement on the framework and gave guidance on the biggest open issues. Viet Nam made proposals; the United States noted them and passed them to its technical level.',
   NULL),
  ('us-art-2025-11-12-technical', 'US-ART', '5', '2025-11-12/2025-11-14', '2025-11-12', '2025-11-14', 'held',
   'bilateral', 'technical', 'in-person', 'Washington, D.C.', 'moit-2025-11',
   'Nguyễn Hồng Diên with an inter-ministerial delegation (Viet Nam), Office of the US Trade Representative (United States)',
   'Fifth round. Major progress in services, digital trade, agriculture, TBT and SPS; the gaps in the rest narrowed. The first replies of the United States to the proposals of Viet Nam were positive; how each is handled will depend on the overall result. Side meetings: Jacob Helberg (Department of State, Under Secretary for economic affairs), members of Congress, the chair of the House Ways and Means Committee, technology and semiconductor companies, the footwear and apparel association.',
   'press-2025-11 reports the same round; baochinhphu-2025-11-11 announced its days. The days of the side meetings are not stated.'),
  ('us-art-2025-11-ministerial-online', 'US-ART', NULL, '2025-11', '2025-11-01', '2025-11-30', 'planned',
   'bilateral', 'ministerial', 'online', NULL, 'moit-2025-11',
   'Nguyễn Hồng Diên (Viet Nam), Jamieson Greer (United States)',
   'Agenda: a review of progress and decisions on policy. Aim: chapters ready to be closed at the next round.',
   'Expected within November 2025; press-2025-11 says the same.');

-- Costa Rica's accession to the CPTPP.
INSERT INTO round
  (id, negotiation, label, date, earliest, latest, state,
   track, level, mode, place, source,
   heads,
   summary,
   note)
VALUES
  ('cptpp-cr-2025-11-13-call', 'CPTPP-CR', NULL, '2025-11-13', '2025-11-13', '2025-11-13', 'held',
   'bilateral', 'ministerial', 'phone', NULL, 'moit-2025-11',
   'Nguyễn Hồng Diên (Viet Nam), Manuel Tovar Rivera (Costa Rica)',
   'Telephone call; Nguyễn Hồng Diên was in Washington, D.C. Three subjects: how Costa Rica completes its accession, the open points between the two sides, and a mechanism for technical coordination.',
   NULL);

-- Who was there. A round without a row here is a plenary. `latest` repeats the last day of the round.
INSERT INTO round_partner (round, partner, negotiation, latest) VALUES
  ('wto-2004-09-cn',                    'CN', 'WTO',      '2004-09-10'),
  ('wto-2005-05-cn',                    'CN', 'WTO',      '2005-05-31'),
  ('us-art-2025-11-10-ministerial',     'US', 'US-ART',   '2025-11-10'),
  ('us-art-2025-11-12-technical',       'US', 'US-ART',   '2025-11-14'),
  ('us-art-2025-11-ministerial-online', 'US', 'US-ART',   '2025-11-30'),
  ('cptpp-cr-2025-11-13-call',          'VN', 'CPTPP-CR', '2025-11-13');

INSERT INTO outcome (id, round, negotiation, chapter, partner, result, source, note) VALUES
  ('wto-2004-12-15-working-party-cn',           'wto-2004-12-15-working-party', 'WTO',    NULL,            'CN', 'no-progress',    'vnexpress-2005-05', 'No separate meeting; many interests of China unmet.'),
  ('us-art-2025-11-12-technical-services',      'us-art-2025-11-12-technical',  'US-ART', 'services',      NULL, 'major-progress', 'press-2025-11',     NULL),
  ('us-art-2025-11-12-technical-digital-trade', 'us-art-2025-11-12-technical',  'US-ART', 'digital-trade', NULL, 'major-progress', 'press-2025-11',     NULL),
  ('us-art-2025-11-12-technical-agriculture',   'us-art-2025-11-12-technical',  'US-ART', 'agriculture',   NULL, 'major-progress', 'press-2025-11',     NULL),
  ('us-art-2025-11-12-technical-tbt',           'us-art-2025-11-12-technical',  'US-ART', 'tbt',           NULL, 'major-progress', 'press-2025-11',     'moit-2025-11 speaks of positive handling.'),
  ('us-art-2025-11-12-technical-sps',           'us-art-2025-11-12-technical',  'US-ART', 'sps',           NULL, 'major-progress', 'press-2025-11',     'moit-2025-11 speaks of a clear shift.'),
  ('us-art-2025-11-12-technical-other',         'us-art-2025-11-12-technical',  'US-ART', 'other',         NULL, 'narrowed',       'press-2025-11',     'The gaps in all remaining issues.');


-- 6. Where the participants stand

-- WTO: the six that are closed.
INSERT INTO status_change (id, negotiation, partner, chapter, status, date, earliest, latest, resets, round, source, note) VALUES
  ('wto-eu-concluded', 'WTO', 'EU', NULL, 'concluded', '2004-10-09',     '2004-10-09', '2004-10-09', 0, NULL, 'vietnamgateway-2004-10', 'The day on which the deal was announced; wto-2004-12-15 and vnexpress-2005-05 confirm that it is closed.'),
  ('wto-ar-concluded', 'WTO', 'AR', NULL, 'concluded', '[..2004-12-15]', '0001-01-01', '2004-12-15', 0, NULL, 'wto-2004-12-15',         'Reported by the WTO on that day; vnexpress-2005-05 names the same six.'),
  ('wto-br-concluded', 'WTO', 'BR', NULL, 'concluded', '[..2004-12-15]', '0001-01-01', '2004-12-15', 0, NULL, 'wto-2004-12-15',         'Reported by the WTO on that day; vnexpress-2005-05 names the same six.'),
  ('wto-cl-concluded', 'WTO', 'CL', NULL, 'concluded', '[..2004-12-15]', '0001-01-01', '2004-12-15', 0, NULL, 'wto-2004-12-15',         'Reported by the WTO on that day; vnexpress-2005-05 names the same six.'),
  ('wto-cu-concluded', 'WTO', 'CU', NULL, 'concluded', '[..2004-12-15]', '0001-01-01', '2004-12-15', 0, NULL, 'wto-2004-12-15',         'Reported by the WTO on that day; vnexpress-2005-05 names the same six.'),
  ('wto-sg-concluded', 'WTO', 'SG', NULL, 'concluded', '[..2004-12-15]', '0001-01-01', '2004-12-15', 0, NULL, 'wto-2004-12-15',         'Reported by the WTO on that day; vnexpress-2005-05 names the same six.');

-- WTO: the ones still negotiating.
INSERT INTO status_change (id, negotiation, partner, chapter, status, date, earliest, latest, resets, round, source, note) VALUES
  ('wto-ca-negotiating',          'WTO', 'CA', NULL,       'negotiating', '[..2005-05]',              '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'One of the three of the Quad that are not yet passed; the fourth, the EU, is.'),
  ('wto-jp-negotiating',          'WTO', 'JP', NULL,       'negotiating', '[..2005-05]',              '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'One of the three of the Quad that are not yet passed; the fourth, the EU, is.'),
  ('wto-us-negotiating',          'WTO', 'US', NULL,       'negotiating', '[..2005-05]',              '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'One of the three of the Quad that are not yet passed; the fourth, the EU, is.'),
  ('wto-cn-negotiating',          'WTO', 'CN', NULL,       'negotiating', '[2004-09-01..2005-05-12]', '2004-09-01', '2005-05-12', 0, NULL, 'vnexpress-2005-05', 'No talks of substance before the last session or two.'),
  ('wto-cn-goods-negotiating',    'WTO', 'CN', 'goods',    'negotiating', '[2004-09-01..2005-05-12]', '2004-09-01', '2005-05-12', 0, NULL, 'vnexpress-2005-05', 'No talks of substance before the last session or two.'),
  ('wto-cn-services-negotiating', 'WTO', 'CN', 'services', 'negotiating', '[2004-09-01..2005-05-12]', '2004-09-01', '2005-05-12', 0, NULL, 'vnexpress-2005-05', 'No talks of substance before the last session or two.');

-- WTO: the other 17 asked for talks. The newspaper gives their number, the WTO their names.
INSERT INTO status_change (id, negotiation, partner, chapter, status, date, earliest, latest, resets, round, source, note) VALUES
  ('wto-au-interested', 'WTO', 'AU', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-bg-interested', 'WTO', 'BG', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-ch-interested', 'WTO', 'CH', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-co-interested', 'WTO', 'CO', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-do-interested', 'WTO', 'DO', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-hn-interested', 'WTO', 'HN', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-in-interested', 'WTO', 'IN', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-is-interested', 'WTO', 'IS', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-kr-interested', 'WTO', 'KR', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-mx-interested', 'WTO', 'MX', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-no-interested', 'WTO', 'NO', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-nz-interested', 'WTO', 'NZ', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-py-interested', 'WTO', 'PY', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-sv-interested', 'WTO', 'SV', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-tr-interested', 'WTO', 'TR', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-tw-interested', 'WTO', 'TW', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.'),
  ('wto-uy-interested', 'WTO', 'UY', NULL, 'interested', '[..2005-05]',    '0001-01-01', '2005-05-31', 0, NULL, 'vnexpress-2005-05', 'Among the 27 that asked for talks; named in wto-2006-03-27.');

-- November 2025.
INSERT INTO status_change (id, negotiation, partner, chapter, status, date, earliest, latest, resets, round, source, note) VALUES
  ('us-art-us-negotiating',   'US-ART',   'US', NULL, 'negotiating', '[..2025-11-10]', '0001-01-01', '2025-11-10', 0, NULL,                       'baochinhphu-2025-11-11', 'Under way by the eighth ministerial session.'),
  ('cptpp-cr-vn-negotiating', 'CPTPP-CR', 'VN', NULL, 'negotiating', '2025-11-13',     '2025-11-13', '2025-11-13', 0, 'cptpp-cr-2025-11-13-call', 'moit-2025-11',           'Some matters between the two sides are still outstanding.');


-- 7. Requests and follow-ups

INSERT INTO request (id, negotiation, asker, asked, chapter, round, source, text) VALUES
  ('us-art-vn-proposals',      'US-ART', 'VN', 'US', NULL, 'us-art-2025-11-10-ministerial', 'baochinhphu-2025-11-11', 'Take up the proposals that Viet Nam made to move the talks forward.'),
  ('us-art-vn-export-control', 'US-ART', 'VN', 'US', NULL, NULL,                            'press-2025-11',          'Remove Viet Nam from the export-control groups D1 and D3.'),
  ('us-art-vn-market-economy', 'US-ART', 'VN', 'US', NULL, NULL,                            'press-2025-11',          'Recognise Viet Nam as a market economy soon.');

INSERT INTO request_change (id, request, state, date, earliest, latest, source, note) VALUES
  ('us-art-vn-proposals-raised',      'us-art-vn-proposals',      'raised',              '2025-11-10',            '2025-11-10', '2025-11-10', 'baochinhphu-2025-11-11', NULL),
  ('us-art-vn-proposals-noted',       'us-art-vn-proposals',      'under-consideration', '2025-11-10',            '2025-11-10', '2025-11-10', 'baochinhphu-2025-11-11', 'Noted by Jamieson Greer and passed to the technical level of the United States.'),
  ('us-art-vn-proposals-replies',     'us-art-vn-proposals',      'under-consideration', '2025-11-12/2025-11-14', '2025-11-12', '2025-11-14', 'moit-2025-11',           'First replies at the fifth round, and positive; how each is handled will depend on the overall result. press-2025-11 says the same.'),
  ('us-art-vn-export-control-raised', 'us-art-vn-export-control', 'raised',              '2025-11',               '2025-11-01', '2025-11-30', 'press-2025-11',          'Reported with the meetings beside the fifth round; no day is stated.'),
  ('us-art-vn-market-economy-raised', 'us-art-vn-market-economy', 'raised',              '2025-11',               '2025-11-01', '2025-11-30', 'press-2025-11',          'Reported with the meetings beside the fifth round; no day is stated.');

INSERT INTO follow_up
  (id, negotiation, partner, round,
   agreed, earliest, latest, due, due_earliest, due_latest,
   source,
   text)
VALUES
  ('us-art-us-studies-proposals', 'US-ART', 'US', 'us-art-2025-11-10-ministerial',
   '2025-11-10', '2025-11-10', '2025-11-10', NULL, NULL, NULL,
   'baochinhphu-2025-11-11',
   'United States, technical level: review of the Vietnamese proposals and exchange on them.'),
  ('us-art-tasks-after-round', 'US-ART', 'US', 'us-art-2025-11-12-technical',
   '2025-11-12/2025-11-14', '2025-11-12', '2025-11-14', NULL, NULL, NULL,
   'moit-2025-11',
   'Do the tasks that both sides set themselves at the fifth round.'),
  ('us-art-online-technical', 'US-ART', 'US', 'us-art-2025-11-12-technical',
   '2025-11-12/2025-11-14', '2025-11-12', '2025-11-14', NULL, NULL, NULL,
   'moit-2025-11',
   'Meet online at technical level, within days, on the issues still open.'),
  ('us-art-prepare-ministerial', 'US-ART', 'US', 'us-art-2025-11-12-technical',
   '2025-11-12/2025-11-14', '2025-11-12', '2025-11-14', '2025-11', '2025-11-01', '2025-11-30',
   'moit-2025-11',
   'Prepare the online session of the ministers.'),
  ('cptpp-cr-regular-contact', 'CPTPP-CR', 'VN', 'cptpp-cr-2025-11-13-call',
   '2025-11-13', '2025-11-13', '2025-11-13', NULL, NULL, NULL,
   'moit-2025-11',
   'Keep in touch and clear the open points one after another.');


-- 8. Notes, and the negotiation in use

INSERT INTO note (id, negotiation, partner, date, earliest, latest, source, text) VALUES
  ('wto-63-members',           'WTO', NULL, '2004-06',               '2004-06-01', '2004-06-30', 'wto-2004-06',                           'The WTO counts 63 members in the Working Party, the EU''s states one by one. Another count, of the roadmap: 38 economies.'),
  ('wto-chair',                'WTO', NULL, '2004-12-15',            '2004-12-15', '2004-12-15', 'wto-2004-12-15',                        'The Working Party is chaired by Seung Ho of the Republic of Korea. vnexpress-2005-05 says North Korea.'),
  ('wto-undated-meetings',     'WTO', NULL, '2004-12-15',            '2004-12-15', '2004-12-15', 'wto-2004-12-15',                        'The Working Party has met since July 1998. Its meetings 1 to 4 and 7 are not dated here.'),
  ('wto-38-economies',         'WTO', NULL, '[2004-12-15..2005-05]', '2004-12-15', '2005-05-31', 'roadmap-2005',                          '38 economies sit in the Working Party. Another count, of the WTO: 63.'),
  ('wto-meetings-expected',    'WTO', NULL, '[2004-12-15..2005-05]', '2004-12-15', '2005-05-31', 'roadmap-2005',                          'Nine Working Party meetings held; three or four more are expected.'),
  ('wto-some-about-to-finish', 'WTO', NULL, '2005-05-05',            '2005-05-05', '2005-05-05', 'vnexpress-2005-05-05-some-countries',   'Talks with some countries are about to finish. They are not named.'),
  ('wto-us-speeds-up',         'WTO', 'US', '2005-05-06',            '2005-05-06', '2005-05-06', 'vnexpress-2005-05-06-us',               'The United States undertakes to speed up its talks with Viet Nam.'),
  ('wto-australia-helps',      'WTO', 'AU', '2005-05-06',            '2005-05-06', '2005-05-06', 'vnexpress-2005-05-06-australia',        'Australia will ease the way for Viet Nam.'),
  ('wto-laws',                 'WTO', NULL, '2005-05-09',            '2005-05-09', '2005-05-09', 'vnexpress-2005-05-09-laws',             'Viet Nam is short of time for the laws that accession needs.'),
  ('wto-no-more-pressure',     'WTO', NULL, '2005-05-11',            '2005-05-11', '2005-05-11', 'vnexpress-2005-05-11-no-more-pressure', 'A voice in the press: Viet Nam has been pressed enough.'),
  ('wto-policy',               'WTO', NULL, '2005-05-12~',           '2005-05-11', '2005-05-13', 'vnexpress-2005-05',                     'It is the policy of Viet Nam to leave out no member that asked for talks.'),
  ('wto-27-asked',             'WTO', NULL, '2005-05-12~',           '2005-05-11', '2005-05-13', 'vnexpress-2005-05',                     '27 members asked for bilateral talks; six are finished. The full list of names came later (wto-2006-03-27).');

INSERT INTO setting (name, value) VALUES
  ('negotiation', 'WTO');
