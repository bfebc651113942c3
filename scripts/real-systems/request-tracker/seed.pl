#!/usr/bin/perl
# Puts a queue, custom fields, the portal's two accounts and tickets into an empty Request Tracker 5. Called by start.sh.
# RT_TICKETS names a JSON file with more tickets: [{account, requestors: [email], names: {email: name}, tickets: [{subject, priority, state, openedBy, sharedWith: [contact] or null, messages: [{from, body, internal}]}]}].
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use RT -init;
use JSON ();
use MIME::Entity ();
use Encode ();

my $system = RT->SystemUser;

sub ok {
    my ( $id, $message, @rest ) = @_;
    die "seed: $message\n" unless $id;
    return wantarray ? ( $id, $message, @rest ) : $id;
}

my $root = RT::User->new($system);
$root->Load('root');
$root->SetPassword('only-for-tests');

my $queue = RT::Queue->new($system);
ok( $queue->Create( Name => 'Support', Description => 'What clients ask', CorrespondAddress => 'support@rt.localtest' ) );

# What the adapter's README asks a business to set up: see "Custom fields" there.
sub add_custom_field {
    my ( $name, $lookup, $type ) = @_;
    my $field = RT::CustomField->new($system);
    ok( $field->Create( Name => $name, Type => $type // 'FreeformSingle', LookupType => $lookup ) );
    ok( $field->AddToObject($queue) );
    return $field;
}
my %ticket_field = map { $_ => add_custom_field( $_, RT::Ticket->CustomFieldLookupType ) }
    ( 'Account', 'Portal Marker', 'Portal Author', 'Portal Action', 'Portal Opener' );
$ticket_field{$_} = add_custom_field( $_, RT::Ticket->CustomFieldLookupType, 'FreeformMultiple' ) for ( 'Portal Sharing', 'Portal People' );
my %message_field = map { $_ => add_custom_field( $_, RT::Transaction->CustomFieldLookupType ) } ( 'Portal Marker', 'Portal Author' );

sub add_account {
    my ( $name, $real_name, @rights ) = @_;
    my $user = RT::User->new($system);
    ok( $user->Create( Name => $name, EmailAddress => "$name\@rt.localtest", RealName => $real_name, Privileged => 1 ) );
    $user->PrincipalObj->GrantRight( Right => $_, Object => $queue ) for @rights;
    my $token = RT::AuthToken->new($system);
    my ( undef, undef, $secret ) = ok( $token->Create( Owner => $user->id, Description => 'portal' ) );
    return $secret;
}
my $token = add_account( 'portal', 'Client Portal',
    qw(SeeQueue ShowTicket CreateTicket ReplyToTicket ModifyTicket SeeCustomField ModifyCustomField) );
# Reads what staff may see, internal comments among it; it cannot write.
my $staff_token = add_account( 'portal-staff', 'Client Portal for staff', qw(SeeQueue ShowTicket ShowTicketComments SeeCustomField) );

# Stands for the business's own people in tests: it answers, and writes internal comments.
my $agent_token = add_account( 'agent', 'Sam of the team',
    qw(SeeQueue ShowTicket ShowTicketComments CommentOnTicket ReplyToTicket ModifyTicket SeeCustomField) );

my %name_of;

sub person {
    my ( $email, $real_name, $privileged ) = @_;
    my $user = RT::User->new($system);
    $real_name //= $name_of{ lc $email };
    $user->LoadByEmail($email);
    unless ( $user->id ) {
        $real_name = join ' ', map { ucfirst } split /[._-]/, ( split /@/, $email )[0] unless defined $real_name;
        ok( $user->Create( Name => $email, EmailAddress => $email, RealName => $real_name, Privileged => $privileged ? 1 : 0 ) );
        $user->PrincipalObj->GrantRight( Right => $_, Object => $queue )
            for $privileged ? qw(SeeQueue ShowTicket ShowTicketComments CommentOnTicket ReplyToTicket ModifyTicket OwnTicket) : qw(ReplyToTicket CreateTicket);
    }
    my $current = RT::CurrentUser->new($system);
    $current->Load( $user->id );
    return $current;
}

sub entity {
    my ($body) = @_;
    return MIME::Entity->build( Type => 'text/plain', Charset => 'UTF-8', Data => [ Encode::encode( 'UTF-8', $body ) ] );
}

sub set_field {
    my ( $ticket, $name, $value ) = @_;
    ok( $ticket->AddCustomFieldValue( Field => $ticket_field{$name}->id, Value => $value, RecordTransaction => 0 ) );
}

my $file = $ENV{RT_TICKETS};
my $accounts = built_in();
if ($file) {
    open my $handle, '<:raw', $file or die "seed: cannot read $file: $!\n";
    local $/;
    push @$accounts, @{ JSON::decode_json(<$handle>) };
}

for my $account (@$accounts) {
    $name_of{ lc $_ } = $account->{names}{$_} for keys %{ $account->{names} // {} };
    my %requestor = map { lc $_ => 1 } @{ $account->{requestors} };
    person($_) for @{ $account->{requestors} };
    for my $given ( @{ $account->{tickets} } ) {
        my ( $first, @later ) = @{ $given->{messages} };
        my $ticket = RT::Ticket->new( $system );
        my $opener = person( $first->{from} );
        my $as_opener = RT::Ticket->new($opener);
        my ( $id, undef, $message ) = $as_opener->Create(
            Queue     => $queue->id,
            Requestor => $account->{requestors},
            Subject   => $given->{subject},
            Priority  => $given->{priority} // 50,
            MIMEObj   => entity( $first->{body} ),
        );
        die "seed: $message\n" unless $id;
        $ticket->Load($id);
        ok( $ticket->AddCustomFieldValue( Field => $ticket_field{Account}->id, Value => $account->{account}, RecordTransaction => 0 ) );
        set_field( $ticket, 'Portal Opener', $given->{openedBy} ) if $given->{openedBy};
        if ( $given->{sharedWith} ) { set_field( $ticket, 'Portal Sharing', $_ ) for 'CONTACTS', map {"contact:$_"} @{ $given->{sharedWith} } }
        for my $one (@later) {
            my $writes = RT::Ticket->new( person( $one->{from}, undef, !$requestor{ lc $one->{from} } ) );
            $writes->Load($id);
            my $method = $one->{internal} ? 'Comment' : 'Correspond';
            ok( $writes->$method( MIMEObj => entity( $one->{body} ) ) );
        }
        my $state = $given->{state} // 'new';
        $ticket->Load($id);
        if ( $ticket->Status ne $state ) { ok( $ticket->SetStatus( Status => $state, Force => 1 ) ) }
    }
}

print JSON->new->canonical->encode(
    {   url        => RT->Config->Get('WebBaseURL') . '/REST/2.0',
        token      => $token,
        staffToken => $staff_token,
        agentToken => $agent_token,
        queue      => 'Support',
        tickets    => scalar( map { @{ $_->{tickets} } } @$accounts ),
    }
), "\n";

sub built_in {
    my @accounts;
    for my $name (qw(acme globex initech)) {
        my ( $one, $other ) = ( "ann\@$name.test", "bob\@$name.test" );
        push @accounts, {
            account    => $name,
            requestors => [$one, $other],
            tickets    => [
                {   subject  => "The invoice of $name shows the wrong address",
                    state    => 'open',
                    messages => [
                        { from => $one, body => "The street is wrong.\nPlease send it again." },
                        { from => 'sam@rt.localtest', body => 'They moved in May.', internal => 1 },
                        { from => 'sam@rt.localtest', body => 'We will send a new one today.' },
                    ],
                },
                {   subject  => "Access for a new colleague at $name",
                    state    => 'stalled',
                    messages => [
                        { from => $other, body => 'Dana starts on Monday.' },
                        { from => 'sam@rt.localtest', body => 'Which rights does Dana need?' },
                    ],
                },
                { subject => "A question of $name", state => 'new', priority => 100, messages => [ { from => $one, body => 'When do you open?' } ] },
                {   subject  => "Settled at $name",
                    state    => 'resolved',
                    messages => [ { from => $one, body => 'Thank you.' }, { from => 'sam@rt.localtest', body => 'You are welcome.' } ],
                },
            ],
        };
    }
    return \@accounts;
}
