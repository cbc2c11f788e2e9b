-- row-level security and XML schema collections under names that need quotes

-- 1. drop state "enabled" of security policy [a.b].[p']]] (rebuilt around predicate FILTER on [a.b].[t]]'(] of security policy [a.b].[p']]])
GO
ALTER SECURITY POLICY [a.b].[p']]] WITH (STATE = OFF)
GO

-- 2. drop predicate FILTER on [a.b].[t]]'(] of security policy [a.b].[p']]] (rebuilt around function [a.b].[f]](it's)])
GO
ALTER SECURITY POLICY [a.b].[p']]] DROP FILTER PREDICATE ON [a.b].[t]]'(]
GO

-- 3. drop XML schema collection [a.b].[c']]] (XML schema collection [a.b].[c']]] changes in what has no ALTER)
GO
DROP XML SCHEMA COLLECTION [a.b].[c']]]
GO

-- 4. create XML schema collection [a.b].[c']]] (XML schema collection [a.b].[c']]] changes in what has no ALTER)
GO
CREATE XML SCHEMA COLLECTION [a.b].[c']]] AS N'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:it&apos;s"><xsd:element name="two" type="xsd:string"/></xsd:schema>'
GO

-- 5. alter function [a.b].[f]](it's)]
GO
CREATE OR ALTER FUNCTION [a.b].[f]](it's)] (@owner nvarchar(128)) RETURNS TABLE WITH SCHEMABINDING AS RETURN (SELECT 2 AS one WHERE @owner = USER_NAME())
GO

-- 6. create predicate FILTER on [a.b].[t]]'(] of security policy [a.b].[p']]] (rebuilt around function [a.b].[f]](it's)])
GO
ALTER SECURITY POLICY [a.b].[p']]] ADD FILTER PREDICATE [a.b].[f]](it's)]([the owner)]) ON [a.b].[t]]'(]
GO

-- 7. create state "enabled" of security policy [a.b].[p']]] (rebuilt around predicate FILTER on [a.b].[t]]'(] of security policy [a.b].[p']]])
GO
ALTER SECURITY POLICY [a.b].[p']]] WITH (STATE = ON)
GO

-- And back

-- 1. drop state "enabled" of security policy [a.b].[p']]] (rebuilt around predicate FILTER on [a.b].[t]]'(] of security policy [a.b].[p']]])
GO
ALTER SECURITY POLICY [a.b].[p']]] WITH (STATE = OFF)
GO

-- 2. drop predicate FILTER on [a.b].[t]]'(] of security policy [a.b].[p']]] (rebuilt around function [a.b].[f]](it's)])
GO
ALTER SECURITY POLICY [a.b].[p']]] DROP FILTER PREDICATE ON [a.b].[t]]'(]
GO

-- 3. drop XML schema collection [a.b].[c']]] (XML schema collection [a.b].[c']]] changes in what has no ALTER)
GO
DROP XML SCHEMA COLLECTION [a.b].[c']]]
GO

-- 4. create XML schema collection [a.b].[c']]] (XML schema collection [a.b].[c']]] changes in what has no ALTER)
GO
CREATE XML SCHEMA COLLECTION [a.b].[c']]] AS N'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:it&apos;s"><xsd:element name="one" type="xsd:string"/></xsd:schema>'
GO

-- 5. alter function [a.b].[f]](it's)]
GO
CREATE OR ALTER FUNCTION [a.b].[f]](it's)] (@owner nvarchar(128)) RETURNS TABLE WITH SCHEMABINDING AS RETURN (SELECT 1 AS one WHERE @owner = USER_NAME())
GO

-- 6. create predicate FILTER on [a.b].[t]]'(] of security policy [a.b].[p']]] (rebuilt around function [a.b].[f]](it's)])
GO
ALTER SECURITY POLICY [a.b].[p']]] ADD FILTER PREDICATE [a.b].[f]](it's)]([the owner)]) ON [a.b].[t]]'(]
GO

-- 7. create state "enabled" of security policy [a.b].[p']]] (rebuilt around predicate FILTER on [a.b].[t]]'(] of security policy [a.b].[p']]])
GO
ALTER SECURITY POLICY [a.b].[p']]] WITH (STATE = ON)
GO
