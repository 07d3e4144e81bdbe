// SPDX-License-Identifier: Apache-2.0
//
// libgit2 is built to fetch over SSH, with Kerberos and over TLS. Nothing is fetched here, so
// whatever it would ask of them fails: of the first two Debian has no libraries to link statically,
// and with the third each start would read every certificate of the machine, a tenth of a hook.
// Exported: what libgit2.a asks for (Debian's 1.5.1: `nm --undefined-only`), and what is in its
// streams/mbedtls.c, which is then not linked (`nm --defined-only`).

extern "C" {

int libssh2_init() { return 0; }  // git_libgit2_init() asks for it
void libssh2_exit() {}
int git_mbedtls_stream_global_init() { return 0; }  // so does this
// NOLINTNEXTLINE(readability-identifier-naming): Kerberos names it
extern const void* const GSS_C_NT_HOSTBASED_SERVICE = nullptr;

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): a name each, and nothing else
#define REFUSED(name) \
  long name() { return -1; }

REFUSED(git_mbedtls__set_cert_location)
REFUSED(git_mbedtls_stream_new)
REFUSED(git_mbedtls_stream_wrap)
REFUSED(gss_delete_sec_context)
REFUSED(gss_display_status)
REFUSED(gss_import_name)
REFUSED(gss_indicate_mechs)
REFUSED(gss_init_sec_context)
REFUSED(gss_release_buffer)
REFUSED(gss_release_name)
REFUSED(gss_release_oid_set)
REFUSED(libssh2_agent_connect)
REFUSED(libssh2_agent_disconnect)
REFUSED(libssh2_agent_free)
REFUSED(libssh2_agent_get_identity)
REFUSED(libssh2_agent_init)
REFUSED(libssh2_agent_list_identities)
REFUSED(libssh2_agent_userauth)
REFUSED(libssh2_channel_close)
REFUSED(libssh2_channel_free)
REFUSED(libssh2_channel_open_ex)
REFUSED(libssh2_channel_process_startup)
REFUSED(libssh2_channel_read_ex)
REFUSED(libssh2_channel_set_blocking)
REFUSED(libssh2_channel_write_ex)
REFUSED(libssh2_hostkey_hash)
REFUSED(libssh2_knownhost_checkp)
REFUSED(libssh2_knownhost_free)
REFUSED(libssh2_knownhost_init)
REFUSED(libssh2_knownhost_readfile)
REFUSED(libssh2_session_abstract)
REFUSED(libssh2_session_disconnect_ex)
REFUSED(libssh2_session_free)
REFUSED(libssh2_session_handshake)
REFUSED(libssh2_session_hostkey)
REFUSED(libssh2_session_init_ex)
REFUSED(libssh2_session_last_error)
REFUSED(libssh2_session_method_pref)
REFUSED(libssh2_session_set_blocking)
REFUSED(libssh2_userauth_authenticated)
REFUSED(libssh2_userauth_keyboard_interactive_ex)
REFUSED(libssh2_userauth_list)
REFUSED(libssh2_userauth_password_ex)
REFUSED(libssh2_userauth_publickey)
REFUSED(libssh2_userauth_publickey_fromfile_ex)
REFUSED(libssh2_userauth_publickey_frommemory)

#undef REFUSED
}
