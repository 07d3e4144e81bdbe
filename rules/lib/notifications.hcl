# From an alarm to a channel that people read.

function "alarm_topics" {
  summary = "The topics that an alarm tells when it goes off"
  params  = [alarm]
  result  = [for topic in linked(alarm.alarm_actions, ["aws_sns_topic", "aws_appautoscaling_policy", "aws_autoscaling_policy"]) : topic if node_type(topic) == "aws_sns_topic"]

  answer "a topic beside a scaling policy, one made elsewhere, and none" {
    value = [for alarm in resources("aws_cloudwatch_metric_alarm") : alarm_topics(alarm)]
    is    = [[aws_sns_topic.alerts], undecided("arn:aws:sns:us-west-2:111122223333:other"), []]

    resource "aws_sns_topic" "alerts" {}

    resource "aws_appautoscaling_policy" "out" {
      name               = "out"
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_cloudwatch_metric_alarm" "a" {
      alarm_name          = "a"
      comparison_operator = "GreaterThanThreshold"
      evaluation_periods  = 2
      alarm_actions       = [aws_sns_topic.alerts.arn, aws_appautoscaling_policy.out.arn]
    }

    resource "aws_cloudwatch_metric_alarm" "b" {
      alarm_name          = "b"
      comparison_operator = "GreaterThanThreshold"
      evaluation_periods  = 2
      alarm_actions       = ["arn:aws:sns:us-west-2:111122223333:other"]
    }

    resource "aws_cloudwatch_metric_alarm" "c" {
      alarm_name          = "c"
      comparison_operator = "GreaterThanThreshold"
      evaluation_periods  = 2
    }
  }
}

function "topic_functions" {
  summary = "The Lambda functions that a topic calls"
  params  = [topic]
  result = flatten([
    for subscription in linking(topic, "aws_sns_topic_subscription", "topic_arn") :
    linked(subscription.endpoint, "aws_lambda_function") if subscription.protocol == "lambda"
  ])

  answer "by a subscription of that protocol" {
    value = topic_functions(aws_sns_topic.alerts)
    is    = [aws_lambda_function.slack]

    resource "aws_sns_topic" "alerts" {}

    resource "aws_lambda_function" "slack" {
      function_name = "slack"
      role          = "arn:aws:iam::111122223333:role/slack"
    }

    resource "aws_sns_topic_subscription" "slack" {
      topic_arn = aws_sns_topic.alerts.arn
      protocol  = "lambda"
      endpoint  = aws_lambda_function.slack.arn
    }

    resource "aws_sns_topic_subscription" "mail" {
      topic_arn = aws_sns_topic.alerts.arn
      protocol  = "email"
      endpoint  = "alerts@example.com"
    }
  }
}

function "may_be_called_by" {
  summary = "Whether a function lets a topic call it"
  params  = [function, topic]
  result = anytrue([
    for permission in linking(function, "aws_lambda_permission", "function_name") :
    permission.principal == "sns.amazonaws.com" &&
    (is_empty(permission.source_arn) || anytrue([for source in linked(permission.source_arn, "aws_sns_topic") : is_one_of(source, [address(topic)])]))
  ])

  answer "this topic, another one, and any" {
    value = [for topic in [aws_sns_topic.a, aws_sns_topic.b] : [may_be_called_by(aws_lambda_function.one, topic), may_be_called_by(aws_lambda_function.any, topic)]]
    is    = [[true, true], [false, true]]

    resource "aws_sns_topic" "a" {}

    resource "aws_sns_topic" "b" {}

    resource "aws_lambda_function" "one" {
      function_name = "one"
      role          = "arn:aws:iam::111122223333:role/slack"
    }

    resource "aws_lambda_function" "any" {
      function_name = "any"
      role          = "arn:aws:iam::111122223333:role/slack"
    }

    resource "aws_lambda_permission" "one" {
      action        = "lambda:InvokeFunction"
      function_name = aws_lambda_function.one.function_name
      principal     = "sns.amazonaws.com"
      source_arn    = aws_sns_topic.a.arn
    }

    resource "aws_lambda_permission" "any" {
      action        = "lambda:InvokeFunction"
      function_name = aws_lambda_function.any.arn
      principal     = "sns.amazonaws.com"
    }
  }
}

function "reaches_chat" {
  summary = "Whether what a topic is told reaches a chat: by AWS Chatbot, or by a function that the topic may call"
  params  = [topic]
  result = (
    length(linking(topic, "aws_chatbot_slack_channel_configuration", "sns_topic_arns")) > 0 ||
    anytrue([for function in topic_functions(topic) : may_be_called_by(function, topic)])
  )

  answer "by Chatbot, by a function, by one that may not be called, and by mail alone" {
    value = [for name in ["chatbot", "function", "refused", "mail"] : reaches_chat(aws_sns_topic.all[name])]
    is    = [true, true, false, false]

    variable "topics" {
      default = ["chatbot", "function", "refused", "mail"]
    }

    resource "aws_sns_topic" "all" {
      for_each = toset(var.topics)
    }

    resource "aws_chatbot_slack_channel_configuration" "a" {
      configuration_name = "alerts"
      iam_role_arn       = "arn:aws:iam::111122223333:role/chatbot"
      slack_channel_id   = "C01"
      slack_team_id      = "T01"
      sns_topic_arns     = [aws_sns_topic.all["chatbot"].arn]
    }

    resource "aws_lambda_function" "slack" {
      function_name = "slack"
      role          = "arn:aws:iam::111122223333:role/slack"
    }

    resource "aws_sns_topic_subscription" "slack" {
      for_each = toset(["function", "refused"])

      topic_arn = aws_sns_topic.all[each.key].arn
      protocol  = "lambda"
      endpoint  = aws_lambda_function.slack.arn
    }

    resource "aws_sns_topic_subscription" "mail" {
      topic_arn = aws_sns_topic.all["mail"].arn
      protocol  = "email"
      endpoint  = "alerts@example.com"
    }

    resource "aws_lambda_permission" "slack" {
      action        = "lambda:InvokeFunction"
      function_name = aws_lambda_function.slack.function_name
      principal     = "sns.amazonaws.com"
      source_arn    = aws_sns_topic.all["function"].arn
    }
  }
}
