package io.github.rabbitlambda.acceptance.rehearsal;

import io.github.rabbitlambda.acceptance.rehearsal.lambda.AliasKind;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.Assets;
import io.github.rabbitlambda.acceptance.rehearsal.aws.BrokerNodes;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Brokers;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Buckets;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Certificates;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.CustomKind;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.CustomResources;
import io.github.rabbitlambda.acceptance.rehearsal.aws.DefaultVpc;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Ec2Api;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Faults;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.FunctionCommands;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.FunctionKind;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.Functions;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Gateway;
import io.github.rabbitlambda.acceptance.rehearsal.aws.HttpsProxy;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Iam;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Interfaces;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.LambdaApi;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.Log;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.MappingInterfaces;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.MappingKind;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.MappingRuns;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.Mappings;
import io.github.rabbitlambda.acceptance.rehearsal.aws.MqServer;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Network;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Pace;
import io.github.rabbitlambda.acceptance.rehearsal.aws.PassiveKinds;
import io.github.rabbitlambda.acceptance.rehearsal.aws.PolicyKind;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Queues;
import io.github.rabbitlambda.acceptance.rehearsal.aws.ResourcePolicyKind;
import io.github.rabbitlambda.acceptance.rehearsal.aws.RoleKind;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Secrets;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Stack;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.StateMachines;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Tables;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Template;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Thing;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Things;
import io.github.rabbitlambda.acceptance.rehearsal.lambda.VersionKind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** An account with the services that the stacks need. */
final class Rehearsal implements AutoCloseable {
    final Things things = new Things();
    final Faults faults = new Faults();
    final Iam iam = new Iam();
    final Secrets secrets = new Secrets();
    final Queues queues = new Queues();
    final Buckets buckets = new Buckets();
    final Assets assets = new Assets();
    final Log log = new Log(things, iam);
    final Gateway gateway = new Gateway(iam, faults);
    final Brokers brokers;
    final Functions functions;
    final Mappings mappings;
    final MappingInterfaces mappingInterfaces;
    final CustomKind customResources;
    private final HttpsProxy proxy = new HttpsProxy();
    private final MqServer mq;
    private final CustomResources answers;
    private final StateMachines machines;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    Rehearsal(Path directory, Pace pace) throws IOException {
        Certificates certificates = BrokerNodes.certificates();
        Network network = new Network(Files.createDirectories(directory), certificates, proxy);
        brokers = new Brokers(things, secrets, network, new DefaultVpc(things));
        FunctionCommands commands = new FunctionCommands(directory, network, log);
        functions = new Functions(commands);
        Interfaces interfaces = new Interfaces(things);
        mappingInterfaces = new MappingInterfaces(interfaces, iam, pace);
        mappings = new Mappings(new MappingRuns(functions, commands, brokers, secrets, log, pace), mappingInterfaces,
                functions, brokers, iam);
        machines = new StateMachines(functions, iam, pace);
        answers = new CustomResources(functions, pace);
        customResources = new CustomKind(answers);
        mq = new MqServer(certificates, gateway);
        proxy.route(MqServer.HOST, mq.port());
        network.serve(gateway.address(), answers.address());
        addServices();
        addKinds(interfaces);
    }

    private void addServices() {
        gateway.add("lambda", new LambdaApi(functions, mappings));
        gateway.add("states", machines);
        gateway.add("secretsmanager", secrets);
        gateway.add("sqs", queues);
        gateway.add("s3", buckets);
        gateway.add("ec2", new Ec2Api(things));
        gateway.add("dynamodb", new Tables());
        gateway.add("mq", brokers);
    }

    private void addKinds(Interfaces interfaces) {
        kinds.putAll(PassiveKinds.of(things));
        kinds.put("AWS::IAM::Role", new RoleKind(iam));
        kinds.put("AWS::IAM::Policy", new PolicyKind(iam));
        kinds.put("AWS::S3::BucketPolicy", new ResourcePolicyKind(iam));
        kinds.put("AWS::SQS::QueuePolicy", new ResourcePolicyKind(iam));
        kinds.put("AWS::SecretsManager::Secret", secrets);
        kinds.put("AWS::SQS::Queue", queues);
        kinds.put("AWS::S3::Bucket", buckets);
        kinds.put("AWS::AmazonMQ::Broker", brokers);
        kinds.put("AWS::StepFunctions::StateMachine", machines);
        kinds.put("AWS::Lambda::Function", new FunctionKind(functions, iam, assets, interfaces));
        kinds.put("AWS::Lambda::Version", new VersionKind(functions));
        kinds.put("AWS::Lambda::Alias", new AliasKind(functions, mappings));
        kinds.put("AWS::Lambda::EventSourceMapping", new MappingKind(mappings));
    }

    private Kind kind(String type) {
        return type.startsWith("Custom::")
                ? customResources
                : Optional.ofNullable(kinds.get(type)).orElseThrow(() -> new UnsupportedOperationException(
                        "the rehearsal must know the type " + type + " (it doesn't): add it to PassiveKinds"));
    }

    Stack stack(String name, long seed) {
        return new Stack(name, this::kind, seed);
    }

    /** The template of a stack with these options, its files uploaded. */
    Template deployable(Path template) throws IOException {
        Template read = Template.read(template);
        assets.upload(read);
        return read;
    }

    /** Everything that exists although no stack does. */
    List<String> left() {
        return Stream.of(things.all().stream().filter(thing -> !DefaultVpc.owns(thing)).map(Thing::toString),
                iam.left().stream(), secrets.left().stream(), queues.left().stream(), buckets.left().stream(),
                functions.left().stream(), mappings.left().stream(), machines.left().stream())
                .flatMap(names -> names).toList();
    }

    @Override
    public void close() throws IOException {
        mappings.close();
        functions.close();
        brokers.release();
        machines.close();
        answers.close();
        mq.close();
        proxy.close();
        gateway.close();
        queues.close();
        buckets.close();
    }
}
