-- XML schema collections and what is typed by them

-- 1. drop XML schema collection [x].[changes] (XML schema collection [x].[changes] changes in what has no ALTER)
GO
DROP XML SCHEMA COLLECTION [x].[changes]
GO

-- 2. create XML schema collection [x].[changes] (XML schema collection [x].[changes] changes in what has no ALTER)
GO
CREATE XML SCHEMA COLLECTION [x].[changes] AS N'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a"><xsd:element name="two" type="xsd:string"/></xsd:schema>'
GO

-- 3. alter XML schema collection [x].[grows]
GO
ALTER XML SCHEMA COLLECTION [x].[grows] ADD N'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:b"><xsd:element name="it" type="xsd:string"/></xsd:schema>'
GO

-- 4. create XML schema collection [x].[new one]
GO
CREATE XML SCHEMA COLLECTION [x].[new one] AS N'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:new"><xsd:element name="one" type="xsd:string"/></xsd:schema>'
GO

-- 5. alter column [x].[t].[b]
--   ! may-fail-on-rows: fails if values of [x].[t].[b] do not fit xml(DOCUMENT [x].[new one])
--   ! table-rewrite: writes all rows of [x].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [x].[t] ALTER COLUMN [b] xml(DOCUMENT [x].[new one]) NULL
GO

-- 6. alter column [x].[t].[c]
--   ! table-rewrite: writes all rows of [x].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [x].[t] ALTER COLUMN [c] xml NULL
GO

-- 7. drop XML schema collection [x].[gone]
--   ! drop: drops XML schema collection [x].[gone]
GO
DROP XML SCHEMA COLLECTION [x].[gone]
GO

-- 8. create permission REFERENCES on XML SCHEMA COLLECTION::[x].[grows] of [readers]
GO
GRANT REFERENCES ON XML SCHEMA COLLECTION::[x].[grows] TO [readers]
GO

-- 9. create extended property MS_Description of xml schema collection x.grows
GO
DECLARE @result int;
EXEC @result = sys.sp_addextendedproperty @name = N'MS_Description', @value = N'what comes in', @level0type = N'SCHEMA', @level0name = N'x', @level1type = N'XML SCHEMA COLLECTION', @level1name = N'grows';
IF @result <> 0 THROW 50000, N'sp_addextendedproperty has refused.', 1
GO

-- And back

-- 1. drop XML schema collection [x].[changes] (XML schema collection [x].[changes] changes in what has no ALTER)
GO
DROP XML SCHEMA COLLECTION [x].[changes]
GO

-- 2. drop XML schema collection [x].[grows] (XML schema collection [x].[grows] changes in what has no ALTER)
GO
DROP XML SCHEMA COLLECTION [x].[grows]
GO

-- 3. create XML schema collection [x].[changes] (XML schema collection [x].[changes] changes in what has no ALTER)
GO
CREATE XML SCHEMA COLLECTION [x].[changes] AS N'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a"><xsd:element name="one" type="xsd:string"/></xsd:schema>'
GO

-- 4. create XML schema collection [x].[gone]
GO
CREATE XML SCHEMA COLLECTION [x].[gone] AS N'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:gone"><xsd:element name="one" type="xsd:string"/></xsd:schema>'
GO

-- 5. create XML schema collection [x].[grows] (XML schema collection [x].[grows] changes in what has no ALTER)
GO
CREATE XML SCHEMA COLLECTION [x].[grows] AS N'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a"><xsd:element name="one" type="xsd:string"/></xsd:schema>'
GO

-- 6. alter column [x].[t].[b]
--   ! table-rewrite: writes all rows of [x].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [x].[t] ALTER COLUMN [b] xml NULL
GO

-- 7. drop XML schema collection [x].[new one]
--   ! drop: drops XML schema collection [x].[new one]
GO
DROP XML SCHEMA COLLECTION [x].[new one]
GO

-- 8. alter column [x].[t].[c]
--   ! may-fail-on-rows: fails if values of [x].[t].[c] do not fit xml([x].[gone])
--   ! table-rewrite: writes all rows of [x].[t] anew, under a lock that stops everybody
GO
ALTER TABLE [x].[t] ALTER COLUMN [c] xml([x].[gone]) NULL
GO
