terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

variable "consumer_password" {
  type      = string
  sensitive = true
}

resource "aws_sqs_queue" "failures" {
  name_prefix               = "orders-failures-"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "listener" {
  name_prefix        = "orders-listener-"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "listener" {
  statement {
    actions   = ["mq:DescribeBroker"]
    resources = [aws_mq_broker.orders.arn]
  }

  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.consumer.arn]
  }

  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.failures.arn]
  }

  # for the mapping's interfaces in the broker's subnets, and for the function's log
  statement {
    actions = [
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcs",
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "listener" {
  role   = aws_iam_role.listener.id
  policy = data.aws_iam_policy_document.listener.json
}

resource "aws_lambda_function" "orders" {
  function_name    = "orders"
  role             = aws_iam_role.listener.arn
  runtime          = "java21"
  architectures    = ["arm64"]
  handler          = "com.example.OrderListener"
  filename         = "../java-maven/target/orders.jar"
  source_code_hash = filebase64sha256("../java-maven/target/orders.jar")
  memory_size      = 1024
  timeout          = 120

  logging_config {
    log_format = "JSON"
  }

  environment {
    variables = {
      LISTENER_FAILURE_QUEUE_URL = aws_sqs_queue.failures.url
    }
  }
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_mq_broker.orders.arn
  function_name    = aws_lambda_function.orders.arn
  queues           = ["orders"]
  batch_size       = 100

  source_access_configuration {
    type = "BASIC_AUTH"
    uri  = aws_secretsmanager_secret.consumer.arn
  }

  source_access_configuration {
    type = "VIRTUAL_HOST"
    uri  = "/"
  }

  depends_on = [
    aws_iam_role_policy.listener,
    aws_secretsmanager_secret_version.consumer,
    aws_vpc_endpoint.lambda,
    aws_vpc_endpoint.secretsmanager,
    aws_vpc_endpoint.sts,
    aws_vpc_security_group_egress_rule.broker_endpoints,
    aws_vpc_security_group_egress_rule.broker_itself,
    aws_vpc_security_group_ingress_rule.broker_itself,
    aws_vpc_security_group_ingress_rule.endpoints_broker,
  ]
}
