/// Images from registries and to them, by the OCI distribution specification 1.1 and what docker.io adds to it.
///
/// [Pull] writes an OCI image layout, [Push] reads one: this package knows no image store. [Sources] tells which
/// registries a name may mean, by [RegistriesConf]; `RegistryClient` asks one of them, with what [AuthFile] knows.
@NullMarked
package shibafu.engine.registry;

import org.jspecify.annotations.NullMarked;
