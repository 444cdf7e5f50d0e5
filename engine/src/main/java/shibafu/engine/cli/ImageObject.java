package shibafu.engine.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import shibafu.engine.image.Image;
import shibafu.engine.image.ImageConfig;

/// What `docker inspect` tells of an image, under docker's names, as far as Shibafu knows it.
final class ImageObject {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ImageObject() {}

    static ObjectNode of(Image image) {
        ObjectNode object = JSON.createObjectNode();
        object.put("Id", image.name());
        object.putArray("RepoTags").add(image.name());
        object.put("Created", image.created().toString());
        object.put("Os", "linux");
        object.put("Size", image.sizeBytes());
        object.put("Source", image.source());
        object.put("Rootfs", image.rootfs().toString());
        object.set("Config", config(image.config()));
        return object;
    }

    private static ObjectNode config(ImageConfig config) {
        ObjectNode object = JSON.createObjectNode();
        object.put("User", config.user());
        object.set("Env", ContainerObject.texts(config.env()));
        object.set("Entrypoint", ContainerObject.texts(config.entrypoint()));
        object.set("Cmd", ContainerObject.texts(config.command()));
        object.put("WorkingDir", config.workingDir());
        object.set("Volumes", ContainerObject.texts(config.volumes()));
        object.set("ExposedPorts", ContainerObject.texts(config.exposedPorts()));
        object.put("StopSignal", config.stopSignal());
        ObjectNode labels = object.putObject("Labels");
        config.labels().forEach(labels::put);
        return object;
    }
}
