using System.Text;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Explorer;

/// <summary>Turns requests into answers, and whatever goes wrong into a JSON problem (RFC 9457); the server goes on.</summary>
internal sealed class Answers(LoopbackGuard guard, Action<Exception> onError)
{
    /// <summary>Refuses what comes from elsewhere, and says in every response that nothing of it is for others.</summary>
    public Task Guard(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        return guard.FindReasonToRefuse(context.Request) is { } reason
            ? Refuse(context, StatusCodes.Status403Forbidden, reason)
            : next(context);
    }

    public static Task WritePage(HttpContext context, string page)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(page);
    }

    public RequestDelegate Of(ExplorerAnswer answer) => async context =>
    {
        try
        {
            if (!context.Request.HasJsonContentType())
            {
                await Refuse(context, StatusCodes.Status415UnsupportedMediaType, "expected application/json").ConfigureAwait(false);
                return;
            }

            using var reader = new StreamReader(context.Request.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            JsonFile request = JsonFile.Parse("request", await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false));
            JObject result = await Task.Run(() => answer(request, context.RequestAborted)).ConfigureAwait(false);
            await WriteJson(context, "application/json", result).ConfigureAwait(false);
        }
        catch (InputException exception)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, exception.Message).ConfigureAwait(false);
        }
        catch (DecoderFallbackException)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, "the request is not UTF-8").ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            await Refuse(context, exception.StatusCode, exception.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to hear the answer.
        }
        catch (Exception exception) when (exception is not IOException)
        {
            onError(exception);
            await Refuse(context, StatusCodes.Status500InternalServerError, "an error of the explorer; its terminal says more").ConfigureAwait(false);
        }
    };

    public static Task Refuse(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        return WriteJson(context, "application/problem+json", new() { ["status"] = status, ["detail"] = detail });
    }

    private static Task WriteJson(HttpContext context, string type, JObject document)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(document.ToString(Formatting.None));
    }
}
