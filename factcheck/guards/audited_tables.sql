-- Which tables are audited: what each is to a claim, which of its columns are no part of the
-- verdict, and what is kept nowhere, since readers write it of themselves and others.

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_claim FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('claim',
'stage round passage assignee_id reviewer_id due_on priority legal_hold note origin external_id',
'number');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_claim
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_claim_co_speakers
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_claim_co_speakers
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_claim_topics
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_claim_topics
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_citation
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part', 'note', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_citation
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_citation_evidence
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part-of-citation', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_citation_evidence
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_evidence
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part', 'note', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_evidence
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_evidencefile
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_evidencefile
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_searchlogentry
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_searchlogentry
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_translation
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_translation
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_replyrequest
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_replyrequest
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_externalreview
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_externalreview
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_embargo FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part',
    'id claim_id until comment publisher_id',
    '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_embargo
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_article
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('shared', 'note', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_article
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_articlefinding
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('shared', 'id article_id stage created_at',
'');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_articlefinding
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_articlerevision
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('beside', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_articlerevision
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_refusedsentence
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('beside', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_refusedsentence
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_speaker
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('shared', 'note', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_speaker
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_speakeralias
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('beside', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_speakeralias
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_source
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('shared', 'note', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_source
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_topic
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('shared', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_topic
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_verificationstatus
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('shared', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_verificationstatus
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_finding
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('shared', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_finding
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_redaction
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('beside', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_redaction
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_remark
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('beside', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_remark
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_page
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('beside', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_page
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_lead
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('beside', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_lead
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_readerreport
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('beside', '', 'token message links email');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_readerreport
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();
