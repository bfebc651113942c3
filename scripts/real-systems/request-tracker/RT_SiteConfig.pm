# A Request Tracker for tests: loopback, SQLite, no mail leaves the machine.
Set($rtname, 'rt.localtest');
Set($Organization, 'rt.localtest');
my $port = $ENV{RT_PORT} || 22080;
Set($WebDomain, '127.0.0.1');
Set($WebPort, $port);
Set($WebPath, '');
Set($WebBaseURL, "http://127.0.0.1:$port");
Set($CanonicalizeRedirectURLs, 0);
Set($DatabaseType, 'SQLite');
Set($DatabaseName, "$ENV{RT_DIR}/var/rt5.sqlite");
# Mails are appended to a file instead of being sent.
Set($MailCommand, 'testfile');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'warning');
Set($LogToFile, undef);
Set($WebSecureCookies, 0);
Set($EnableReminders, 0);
Set($AutoLogoff, 0);
Set($Timezone, 'UTC');
# The lowest that RT takes: a token is checked by bcrypt on every single request.
Set($BcryptCost, 10);
1;
